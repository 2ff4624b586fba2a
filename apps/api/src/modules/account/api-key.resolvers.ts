import { apiKeyPage, createApiKey, revokeApiKey } from '@courant/feed'

import { requireRole } from '../../auth/access.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totalCount } from '../connection.ts'
import { answer } from '../mutation/answer.ts'

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
      requireRole(context, 'ADMIN')
      return answer({ key: null, apiKey: null }, { root: 'input' }, async () => {
        const { key, record } = await createApiKey(context.db, input)
        return { key, apiKey: record }
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
