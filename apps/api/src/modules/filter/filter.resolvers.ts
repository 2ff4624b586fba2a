import { type ArticleFilter, articlePage, explain, matches } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import type { Loaders } from '../../loaders.ts'
import { nodes, totals } from '../connection.ts'

/** What a filter makes of an article; of one that is removed at this moment, nothing. */
async function matchOf(articleId: string, asked: ArticleFilter, loaders: Loaders) {
  const [filter, facts] = await Promise.all([
    loaders.filter.load(asked),
    loaders.facts.load(articleId),
  ])
  if (!facts) return { articleId, matches: false, clauses: [] }
  return { articleId, matches: matches(filter, facts), clauses: explain(filter, facts) }
}

export const resolvers: Resolvers = {
  Query: {
    filterPreview: async (_, { filter, ...request }, { db, loaders }) => {
      await loaders.filter.load(filter)
      return { ...(await articlePage(db, request)), filter }
    },
  },
  Article: {
    matchedBy: ({ id }, { filter }, { loaders }) => matchOf(id, filter, loaders),
  },
  FilterMatch: {
    clauses: ({ articleId, clauses }) => clauses.map((clause) => ({ ...clause, articleId })),
  },
  FilterClause: {
    spans: async ({ articleId, actorIds, text }, _, { loaders }) => {
      if (text) return loaders.textHits.load({ articleId, text })
      if (actorIds.length === 0) return []
      const mentions = await loaders.mentions.load(articleId)
      return mentions.flatMap(({ entityId, spans }) => (actorIds.includes(entityId) ? spans : []))
    },
  },
  FilterPreviewConnection: {
    nodes,
    ...totals,
    edges: ({ edges, filter }) => edges.map((edge) => ({ ...edge, filter })),
  },
  FilterPreviewEdge: {
    kept: async ({ node, filter }, _, { loaders }) =>
      (await matchOf(node.id, filter, loaders)).matches,
    droppedBy: async ({ node, filter }, _, { loaders }) => {
      const { articleId, clauses } = await matchOf(node.id, filter, loaders)
      const failed = clauses.filter(({ required, holds }) => required && !holds)
      return failed.map((clause) => ({ ...clause, articleId }))
    },
  },
}
