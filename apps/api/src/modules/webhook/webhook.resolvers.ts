import { deliveryPage, findAccount, findSavedFeed, findWebhook, webhookPage } from '@courant/feed'

import { requireRole } from '../../auth/access.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totals } from '../connection.ts'
import { ownerOf, reachOf } from './owner.ts'

export const resolvers: Resolvers = {
  Query: {
    webhooks: (_, { everybodys, ...request }, context) => {
      const owner = ownerOf(context)
      if (everybodys) requireRole(context, 'ADMIN')
      return webhookPage(context.db, everybodys ? 'EVERYBODY' : owner, request)
    },
    webhook: (_, { id }, context) => findWebhook(context.db, reachOf(context), id),
  },
  Webhook: {
    events: ({ events }) => events.filter((event) => event !== 'PING'),
    savedFeed: ({ savedFeedId }, _, { db, viewer }) =>
      savedFeedId !== null && viewer.kind === 'account'
        ? findSavedFeed(db, viewer.accountId, savedFeedId)
        : null,
    account: ({ accountId }, _, { db }) => (accountId === null ? null : findAccount(db, accountId)),
    deliveries: ({ id }, request, { db }) => deliveryPage(db, id, request),
  },
  WebhookConnection: { nodes, totalCount: totals.totalCount },
  WebhookDeliveryConnection: { nodes, ...totals },
  WebhookDelivery: {
    article: ({ articleId }, _, { loaders }) =>
      articleId === null ? null : loaders.articleOrNull.load(articleId),
  },
}
