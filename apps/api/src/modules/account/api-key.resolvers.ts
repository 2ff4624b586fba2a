import { apiKeyPage, createApiKeyOnce, revokeApiKey } from '@courant/feed'

import { requireRole } from '../../auth/access.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totalCount } from '../connection.ts'
import { answer } from '../mutation/answer.ts'
import { claimOf } from '../mutation/claim.ts'
import { alreadyShown } from './already-shown.ts'

export const resolvers: Resolvers = {
  Query: {
    apiKeys: (_, request, context) => {
      requireRole(context, 'ADMIN')
      return apiKeyPage(context.db, request)
    },
  },
  ApiKeyConnection: { nodes, totalCount },
  Mutation: {
    apiKeyCreate: (_, { input }, context) => {
      const claim = claimOf(requireRole(context, 'ADMIN'), 'apiKeyCreate', input)
      return answer({ key: null, apiKey: null }, { root: 'input' }, async () => {
        const { key, record } = await createApiKeyOnce(context.db, input, claim)
        return { key, apiKey: record, ...(key === null && alreadyShown('key')) }
      })
    },
    apiKeyRevoke: (_, { input }, context) => {
      requireRole(context, 'ADMIN')
      return answer({ apiKey: null }, { root: 'input' }, async () => ({
        apiKey: await revokeApiKey(context.db, input.id),
      }))
    },
  },
}
