import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import { ask } from './graphql.ts'
import { unlessUnavailable } from './unless-unavailable.ts'

const webhookName = graphql(`
  query WebhookName($id: ID!) {
    webhook(id: $id) {
      id
      name
    }
  }
`)

/** A webhook of the reader by its id; `unavailable` where the API does not answer. Asked once. */
export const loadWebhookName = cache(async (id: string) => {
  const answer = await unlessUnavailable(ask(webhookName, { id }))
  return answer ? (answer.webhook ?? null) : ('unavailable' as const)
})
