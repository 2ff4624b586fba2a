import { searchActors, searchArticles } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { totals } from '../connection.ts'

export const resolvers: Resolvers = {
  Query: {
    search: (_, { text }) => ({ text }),
  },
  Search: {
    articles: ({ text }, request, { db }) => searchArticles(db, text, request),
    actors: ({ text }, request, { db }) => searchActors(db, text, request),
  },
  SearchArticleConnection: {
    nodes: ({ edges }) => edges.map(({ node }) => node.article),
    ...totals,
  },
  SearchArticleEdge: {
    node: ({ node }) => node.article,
    score: ({ node }) => node.score,
    headline: async ({ node }) => (await node.snippets()).headline,
    snippets: async ({ node }) =>
      (await node.snippets()).fragments.map((segments) => ({ segments })),
  },
}
