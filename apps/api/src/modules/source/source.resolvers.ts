import { allSources, findSource, healthOf, sourcePage } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totalCount } from '../connection.ts'

export const resolvers: Resolvers = {
  Query: {
    sources: (_, _args, { db }) => allSources(db),
    sourceConnection: (_, request, { db }) => sourcePage(db, request),
    source: (_, { id }, { db }) => findSource(db, id),
  },
  SourceConnection: { nodes, totalCount },
  Source: {
    health: (source) => ({ ...source, ...healthOf(source, new Date()) }),
  },
  SourceHealth: {
    pushed: ({ id }, _, { loaders }) => loaders.isPushed.load(id),
  },
}
