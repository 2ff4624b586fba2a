import { allSources, findSource, healthOf } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'

export const resolvers: Resolvers = {
  Query: {
    sources: (_, _args, { db }) => allSources(db),
    source: (_, { id }, { db }) => findSource(db, id),
  },
  Source: {
    health: (source) => ({ ...source, ...healthOf(source, new Date()) }),
  },
  SourceHealth: {
    pushed: ({ id }, _, { loaders }) => loaders.isPushed.load(id),
  },
}
