'use server'

import { filterFromSearchParams, FilterUrlError } from '@courant/filter'
import { redirect } from 'next/navigation'

import { graphql } from '../../../../generated/index.ts'
import { errorsBy } from '../../../../lib/change.ts'
import { errorsOf, typedInto } from '../../../../lib/form-state.ts'
import type { FormState } from '../../../../lib/form-state.ts'
import { ask } from '../../../../lib/graphql.ts'
import { webhookHref, webhooksHref } from '../../../../lib/webhook-address.ts'
import type { WebhookDeed } from '../../../../lib/webhook-address.ts'
import { webhookEvents } from '../../../../lib/webhook-events.ts'
import { words } from '../../../../lib/words.ts'

// What an action gets is whatever somebody sent. Next sees to it that it came from a page of this site, and
// the API to whose webhook it is.

const createWebhook = graphql(`
  mutation CreateWebhook($input: WebhookCreateInput!) {
    webhookCreate(input: $input) {
      secret
      webhook {
        id
      }
      userErrors {
        field
        message
      }
    }
  }
`)

const updateWebhook = graphql(`
  mutation UpdateWebhook($input: WebhookUpdateInput!) {
    webhookUpdate(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

const testWebhook = graphql(`
  mutation TestWebhook($input: WebhookTestInput!) {
    webhookTest(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

const rotateWebhook = graphql(`
  mutation RotateWebhook($input: WebhookSecretRotateInput!) {
    webhookSecretRotate(input: $input) {
      secret
      userErrors {
        field
        message
      }
    }
  }
`)

const replayDelivery = graphql(`
  mutation ReplayDelivery($input: WebhookDeliveryReplayInput!) {
    webhookDeliveryReplay(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

const removeWebhook = graphql(`
  mutation RemoveWebhook($input: WebhookRemoveInput!) {
    webhookRemove(input: $input) {
      userErrors {
        field
        message
      }
    }
  }
`)

/** Makes a webhook of a filter or a saved feed; the answer shows its secret, this once. */
export async function makeWebhook(_before: FormState, form: FormData): Promise<FormState> {
  const t = await words('webhooks')
  const values = typedInto(form)
  const { name = '', url = '', query = '', savedFeed = '' } = values
  const events = webhookEvents.filter((event) => form.getAll('events').includes(event))
  const again = (errors: FormState['errors']) => ({ values, chosen: events, errors })
  const missing = {
    ...(!name && { name: t('creating.nameMissing') }),
    ...(!url && { url: t('creating.urlMissing') }),
  }
  if (Object.keys(missing).length > 0) return again(missing)
  let answer
  try {
    const subject = savedFeed
      ? { savedFeed }
      : { filter: filterFromSearchParams(new URLSearchParams(query)) }
    answer = (await ask(createWebhook, { input: { name, url, events, ...subject } })).webhookCreate
  } catch (error) {
    if (error instanceof FilterUrlError) return again({ savedFeed: t('creating.unreadable') })
    return again(await errorsBy(error))
  }
  const { secret, webhook, userErrors } = answer
  if (!secret || !webhook) {
    return again(errorsOf(userErrors, ['name', 'url', 'savedFeed', 'events']))
  }
  const report = { summary: secret, details: webhookHref(webhook.id) }
  return { values: {}, chosen: [], errors: {}, report }
}

/** Does what one of a webhook's buttons says. */
export async function changeWebhook(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '', do: wanted = '' } = typedInto(form)
  const deed: WebhookDeed = wanted === 'pause' || wanted === 'goOn' ? wanted : 'test'
  return orSay(webhookHref(id, { done: deed }), async () => {
    if (deed === 'test') return (await ask(testWebhook, { input: { id } })).webhookTest
    return (await ask(updateWebhook, { input: { id, paused: deed === 'pause' } })).webhookUpdate
  })
}

/** Gives a webhook another secret; the answer shows it, this once. */
export async function rotateSecret(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '' } = typedInto(form)
  try {
    const { webhookSecretRotate } = await ask(rotateWebhook, { input: { id } })
    const { secret, userErrors } = webhookSecretRotate
    const report = secret ? { report: { summary: secret } } : {}
    return { values: {}, chosen: [], errors: errorsOf(userErrors, []), ...report }
  } catch (error) {
    return { values: {}, chosen: [], errors: await errorsBy(error) }
  }
}

/** Has a delivery sent again. */
export async function replay(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '', webhook = '' } = typedInto(form)
  return orSay(
    webhookHref(webhook, { done: 'replay' }),
    async () => (await ask(replayDelivery, { input: { id } })).webhookDeliveryReplay,
  )
}

/** Removes a webhook. */
export async function confirmRemoval(_before: FormState, form: FormData): Promise<FormState> {
  const { id = '' } = typedInto(form)
  return orSay(
    `${webhooksHref}?done=removed`,
    async () => (await ask(removeWebhook, { input: { id } })).webhookRemove,
  )
}

type UserErrors = readonly { field?: string | null; message: string }[]

/** Goes to a page when something is done, or says at the form why it is not. */
async function orSay(
  href: string,
  work: () => Promise<{ userErrors: UserErrors }>,
): Promise<FormState> {
  let userErrors
  try {
    ;({ userErrors } = await work())
  } catch (error) {
    return { values: {}, chosen: [], errors: await errorsBy(error) }
  }
  if (userErrors.length === 0) redirect(href)
  return { values: {}, chosen: [], errors: errorsOf(userErrors, []) }
}
