import {
  type ArticleFilter,
  createWebhook,
  pingWebhook,
  removeWebhook,
  replayDelivery,
  rotateWebhookSecret,
  updateWebhook,
  type WebhookSubject,
} from '@courant/feed'
import { checkReceiver } from '@courant/ingest'

import { requestError } from '../../errors.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { answer } from '../mutation/answer.ts'
import { claimOf } from '../mutation/claim.ts'
import { ownerOf, privateHostsFor, reachOf } from './owner.ts'

export const resolvers: Resolvers = {
  Mutation: {
    webhookCreate: (_, { input }, context) => {
      const owner = ownerOf(context)
      const claim = claimOf(context.viewer, 'webhookCreate', input)
      return answer({ webhook: null, secret: null }, fields, async () => {
        const url = checkReceiver(input.url, privateHostsFor(context))
        const subject = subjectOf(input)
        if (!subject) throw requestError('Give either filter or savedFeed.')
        return createWebhook(context.db, owner, { ...input, url, subject }, claim)
      })
    },
    webhookUpdate: (_, { input }, context) => {
      const reach = reachOf(context)
      return answer({ webhook: null }, fields, async () => {
        const url = input.url && checkReceiver(input.url, privateHostsFor(context))
        const changes = { ...input, url, subject: subjectOf(input) }
        return { webhook: await updateWebhook(context.db, reach, input.id, changes) }
      })
    },
    webhookRemove: (_, { input }, context) => {
      const reach = reachOf(context)
      return answer({ removedId: null }, fields, async () => {
        await removeWebhook(context.db, reach, input.id)
        return { removedId: input.id }
      })
    },
    webhookSecretRotate: (_, { input }, context) => {
      const owner = ownerOf(context)
      return answer({ webhook: null, secret: null }, fields, () =>
        rotateWebhookSecret(context.db, owner, input.id),
      )
    },
    webhookDeliveryReplay: (_, { input }, context) => {
      const reach = reachOf(context)
      return answer({ delivery: null }, fields, async () => ({
        delivery: await replayDelivery(context.db, reach, input.id),
      }))
    },
    webhookTest: (_, { input }, context) => {
      const reach = reachOf(context)
      return answer({ delivery: null }, fields, async () => ({
        delivery: await pingWebhook(context.db, reach, input.id),
      }))
    },
  },
}

const fields = { root: 'input', address: 'url' }

/** @throws {GraphQLError} BAD_USER_INPUT: both were given */
function subjectOf({
  filter,
  savedFeed,
}: {
  filter?: ArticleFilter | null
  savedFeed?: string | null
}): WebhookSubject | null {
  if (filter && savedFeed != null) throw requestError('Give either filter or savedFeed.')
  if (filter) return { filter }
  return savedFeed == null ? null : { savedFeed }
}
