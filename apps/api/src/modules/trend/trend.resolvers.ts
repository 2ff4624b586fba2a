import { coActorsOf, trending } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'

export const resolvers: Resolvers = {
  Query: {
    trending: (_, request, { db }) => trending(db, request),
  },
  Entity: {
    coActors: ({ id }, request, { db }) => coActorsOf(db, id, request),
  },
  Trend: {
    subject: async ({ kind, id }, _, { loaders }) =>
      kind === 'ACTOR'
        ? { ...(await loaders.entity.load(id)), __typename: 'Entity' }
        : { ...(await loaders.topic.load(id)), __typename: 'Topic' },
  },
  TrendSubject: {
    __resolveType: ({ __typename }) => __typename,
  },
  CoActor: {
    entity: ({ entityId }, _, { loaders }) => loaders.entity.load(entityId),
  },
}
