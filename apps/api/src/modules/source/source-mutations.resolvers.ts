import { removeSource, requestPolls, updateSource } from '@courant/feed'
import { discoverFeeds, latestArticles, subscribeTo } from '@courant/ingest'

import { requireScope } from '../../auth/access.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { answer } from '../mutation/answer.ts'

/** Enough to see whether it is the right feed. */
const previewed = 10

export const resolvers: Resolvers = {
  Query: {
    feedPreview: (_, { url }, context) => {
      requireScope(context, 'SOURCES_WRITE')
      return answer({ feeds: [], articles: [] }, { root: null, address: 'url' }, async () => {
        const { feeds, document } = await discoverFeeds(url, context.intake)
        const articles = latestArticles(document, previewed)
        return { feeds, articles }
      })
    },
  },
  Mutation: {
    sourceCreate: (_, { input }, context) => {
      requireScope(context, 'SOURCES_WRITE')
      const { db, intake } = context
      return answer({ source: null, created: false }, fields, () =>
        subscribeTo(db, input.url, input, intake),
      )
    },
    sourceUpdate: (_, { input }, context) => {
      requireScope(context, 'SOURCES_WRITE')
      return answer({ source: null }, fields, async () => ({
        source: await updateSource(context.db, input.id, input),
      }))
    },
    sourceRemove: (_, { input }, context) => {
      requireScope(context, 'SOURCES_WRITE')
      return answer({ removedId: null, articles: 0 }, fields, async () => {
        const { id, articles } = await removeSource(context.db, input.id)
        return { removedId: id, articles }
      })
    },
    sourcesPoll: (_, { input }, context) => {
      requireScope(context, 'SOURCES_WRITE')
      return answer({ sources: [] }, fields, async () => ({
        sources: await requestPolls(context.db, input.ids),
      }))
    },
  },
  FoundFeed: {
    source: ({ url }, _, { loaders }) => loaders.sourceOfFeed.load(url),
  },
}

const fields = { root: 'input', address: 'url' }
