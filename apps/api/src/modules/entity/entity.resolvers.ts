import { articlePage, entityPage, findEntity } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totals } from '../connection.ts'
import { exactlyOne } from '../exactly-one.ts'

export const resolvers: Resolvers = {
  Query: {
    entity: (_, by, { db }) => findEntity(db, exactlyOne(by, ['slug', 'id'])),
    entities: (_, request, { db }) => entityPage(db, request),
  },
  EntityConnection: { nodes, ...totals },
  Entity: {
    aliases: ({ id }, _, { loaders }) => loaders.aliases.load(id),
    merges: ({ id }, _, { loaders }) => loaders.merges.load(id),
    articles: ({ id }, request, { db }) =>
      articlePage(db, { ...request, filter: { actors: { all: [id] } } }),
  },
}
