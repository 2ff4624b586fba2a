import { allSources } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'

export const resolvers: Resolvers = {
  Query: {
    sources: (_, _args, { db }) => allSources(db),
  },
}
