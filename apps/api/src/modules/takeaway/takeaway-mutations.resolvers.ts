import { updateTakeaway } from '@courant/feed'

import { requireScope } from '../../auth/access.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { answer } from '../mutation/answer.ts'

export const resolvers: Resolvers = {
  Mutation: {
    takeawayUpdate: (_, { input }, context) => {
      requireScope(context, 'ARTICLES_WRITE')
      return answer({ takeaway: null }, { root: 'input' }, async () => ({
        takeaway: await updateTakeaway(context.db, input.id, input),
      }))
    },
  },
}
