import { describe, expect, it } from 'vitest'

import { newWebhookHref, readPlace, webhookHref } from './webhook-address.ts'

describe('the address of a webhook', () => {
  it.each([
    ['its page', {}, ''],
    ['what was done', { done: 'test' }, '?done=test'],
    ['some of its deliveries', { state: 'FAILED', after: 'a.b' }, '?state=FAILED&after=a.b'],
  ] as const)('names %s, and is read as it was written', (_, place, query) => {
    expect(webhookHref('1', place)).toBe(`/settings/webhooks/1${query}`)
    expect(readPlace(query)).toEqual({ done: null, state: null, after: null, ...place })
  })

  it('leaves out what it cannot name', () => {
    expect(readPlace('done=everything&state=&after=')).toEqual({
      done: null,
      state: null,
      after: null,
    })
  })

  it('of a new one holds the filter', () => {
    expect(newWebhookHref('actor=nato')).toBe('/settings/webhooks/new?actor=nato')
    expect(newWebhookHref()).toBe('/settings/webhooks/new')
  })
})
