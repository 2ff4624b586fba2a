import { createSavedFeed, removeSavedFeed, updateSavedFeed } from '@courant/feed'

import { requireRole } from '../../auth/access.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { answer } from '../mutation/answer.ts'
import { claimOf } from '../mutation/claim.ts'

export const resolvers: Resolvers = {
  Mutation: {
    savedFeedCreate: (_, { input }, context) => {
      const viewer = requireRole(context, 'READER')
      const claim = claimOf(viewer, 'savedFeedCreate', input)
      return answer({ savedFeed: null }, fields, async () => ({
        savedFeed: await createSavedFeed(context.db, viewer.accountId, input, claim),
      }))
    },
    savedFeedUpdate: (_, { input }, context) => {
      const { accountId } = requireRole(context, 'READER')
      return answer({ savedFeed: null }, fields, async () => ({
        savedFeed: await updateSavedFeed(context.db, accountId, input.id, input),
      }))
    },
    savedFeedRemove: (_, { input }, context) => {
      const { accountId } = requireRole(context, 'READER')
      return answer({ removedId: null }, fields, async () => {
        await removeSavedFeed(context.db, accountId, input.id)
        return { removedId: input.id }
      })
    },
  },
}

const fields = { root: 'input' }
