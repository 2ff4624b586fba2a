import type { WebhookDeliveryState } from '../generated/graphql.ts'

export const webhooksHref = '/settings/webhooks'

/** What can be done with a webhook, as the address of its page says that it was done. */
export const webhookDeeds = ['test', 'pause', 'goOn', 'replay'] as const
export type WebhookDeed = (typeof webhookDeeds)[number]

export const deliveryStates = ['PENDING', 'DELIVERED', 'FAILED', 'DROPPED'] as const

interface Place {
  done?: WebhookDeed
  /** Which deliveries. */
  state?: WebhookDeliveryState | null
  /** Those behind this cursor. */
  after?: string | null
}

export function webhookHref(id: string, place: Place = {}): string {
  const params = new URLSearchParams()
  for (const key of ['done', 'state', 'after'] as const) {
    const value = place[key]
    if (value) params.set(key, value)
  }
  const query = params.toString()
  const path = `${webhooksHref}/${encodeURIComponent(id)}`
  return query ? `${path}?${query}` : path
}

/** Where a webhook is made of a filter, as addresses have it. */
export function newWebhookHref(query = ''): string {
  return query ? `${webhooksHref}/new?${query}` : `${webhooksHref}/new`
}

/** The place that the address of a webhook's page names; what it cannot be is left out. */
export function readPlace(query: string): Required<Pick<Place, 'state' | 'after'>> & {
  done: WebhookDeed | null
} {
  const params = new URLSearchParams(query)
  return {
    done: webhookDeeds.find((deed) => deed === params.get('done')) ?? null,
    state: deliveryStates.find((state) => state === params.get('state')) ?? null,
    after: params.get('after') || null,
  }
}
