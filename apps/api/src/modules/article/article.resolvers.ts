import { articlePage, findNode, readSize } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totals } from '../connection.ts'

export const resolvers: Resolvers = {
  Query: {
    articles: (_, request, { db }) => articlePage(db, request),
    article: async (_, { id }, { db }) => {
      const node = await findNode(db, id)
      return node?.type === 'Article' ? node.row : null
    },
  },
  ArticleConnection: { nodes, ...totals },
  Article: {
    image: ({ imageUrl }) => imageUrl,
    source: ({ sourceId }, _, { loaders }) => loaders.source.load(sourceId),
    sections: ({ id }, _, { loaders }) => loaders.sections.load(id),
    takeaways: ({ id }, _, { loaders }) => loaders.takeaways.load(id),
    actors: async ({ id }, { about }, { loaders }) => {
      const mentions = await loaders.mentions.load(id)
      return about == null ? mentions : mentions.filter((mention) => mention.about === about)
    },
    topics: ({ id }, _, { loaders }) => loaders.articleTopics.load(id),
    related: async ({ id }, { first }, { loaders }) => {
      const size = readSize(first)
      return (await loaders.related.load(id)).slice(0, size)
    },
  },
}
