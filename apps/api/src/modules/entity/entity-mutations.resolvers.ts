import { mergeEntities, unmergeEntity, updateEntity } from '@courant/feed'

import { requireScope } from '../../auth/access.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { answer } from '../mutation/answer.ts'

export const resolvers: Resolvers = {
  Mutation: {
    entityMerge: (_, { input }, context) => {
      requireScope(context, 'ENTITIES_WRITE')
      return answer(nothing, fields, async () => {
        const { into, articles } = await mergeEntities(context.db, input)
        return { entity: into, articles }
      })
    },
    entityUnmerge: (_, { input }, context) => {
      requireScope(context, 'ENTITIES_WRITE')
      return answer(nothing, fields, async () => {
        const { from, articles } = await unmergeEntity(context.db, input)
        return { entity: from, articles }
      })
    },
    entityUpdate: (_, { input }, context) => {
      requireScope(context, 'ENTITIES_WRITE')
      return answer({ entity: null }, fields, async () => ({
        entity: await updateEntity(context.db, input.id, input),
      }))
    },
  },
}

const fields = { root: 'input' }
const nothing = { entity: null, articles: 0 }
