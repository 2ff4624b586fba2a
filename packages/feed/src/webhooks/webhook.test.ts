import type { Db } from '@courant/prisma'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createWebhook, removeWebhook, rotateWebhookSecret, updateWebhook } from './change.ts'
import { deliveryPage, pingWebhook, pruneDeliveries, replayDelivery } from './deliveries.ts'
import { claimDeliveries } from './sending.ts'
import { findWebhook, webhookPage } from './webhook.ts'
import { createTestWebhooks, receiver, type TestWebhooks } from './webhooks.fixture.ts'

let db: Db
let test: TestWebhooks
beforeAll(async () => {
  test = await createTestWebhooks()
  ;({ db } = test)
})
beforeEach(() => test.reset())
afterAll(() => test.close())

describe('a webhook', () => {
  it('belongs to its test.owner(), and to admins', async () => {
    const webhook = await test.make()
    const stranger = { accountId: crypto.randomUUID() }
    expect(await findWebhook(db, stranger, webhook.id)).toBeNull()
    await expect(removeWebhook(db, stranger, webhook.id)).rejects.toMatchObject({
      code: 'UNKNOWN_WEBHOOK',
    })
    await expect(pingWebhook(db, stranger, webhook.id)).rejects.toMatchObject({
      code: 'UNKNOWN_WEBHOOK',
    })
    const { id } = await pingWebhook(db, test.owner(), webhook.id)
    await expect(replayDelivery(db, stranger, id)).rejects.toMatchObject({
      code: 'UNKNOWN_DELIVERY',
    })
    expect((await webhookPage(db, 'EVERYBODY', {})).edges).toHaveLength(1)
    expect((await webhookPage(db, stranger, {})).edges).toEqual([])
    await removeWebhook(db, 'EVERYBODY', webhook.id)
    expect(await db.delivery.count({ where: { id } })).toBe(0)
  })

  it('never shows its secret but when it is made or changed', async () => {
    const { webhook, secret } = await createWebhook(
      db,
      test.owner(),
      { name: 'Desk', url: receiver, subject: { filter: {} } },
      null,
    )
    expect(Buffer.from(secret!.replace('whsec_', ''), 'base64')).toHaveLength(32)
    expect(webhook).not.toHaveProperty('secret')
    expect((await webhookPage(db, test.owner(), {})).edges[0]?.node).not.toHaveProperty('secret')
    const rotated = await rotateWebhookSecret(db, test.owner(), webhook!.id)
    expect(rotated.secret).not.toBe(secret)
    await pingWebhook(db, test.owner(), webhook!.id)
    const [ping] = await claimDeliveries(db, 1, [])
    const texts = ping!.secrets.map((each) => `whsec_${Buffer.from(each).toString('base64')}`)
    expect(texts).toEqual([rotated.secret, secret])
    await test.pass(25)
    await pingWebhook(db, test.owner(), webhook!.id)
    expect((await claimDeliveries(db, 1, []))[0]?.secrets).toHaveLength(1)
  })

  it('is made once, though it is asked for twice', async () => {
    const claim = { ownerId: test.owner().accountId, key: 'k', input: ['webhookCreate'] }
    const wanted = { name: 'Desk', url: receiver, subject: { filter: {} } }
    const first = await createWebhook(db, test.owner(), wanted, claim)
    const again = await createWebhook(db, test.owner(), wanted, claim)
    expect([again.webhook?.id, again.secret]).toEqual([first.webhook?.id, null])
  })

  it('is one of 20 at most', async () => {
    for (let n = 0; n < 20; n += 1) await test.make()
    await expect(test.make()).rejects.toMatchObject({ code: 'TOO_MANY' })
  })

  it.each([
    ['BAD_NAME', { name: ' ' }],
    ['BAD_ADDRESS', { url: 'ftp://receiver.example' }],
    ['BAD_ADDRESS', { url: `https://receiver.example/${'a'.repeat(2_000)}` }],
    ['BAD_EVENTS', { events: [] }],
    ['UNKNOWN_ACTOR', { subject: { filter: { actors: { all: ['nobody'] } } } }],
    ['UNKNOWN_SAVED_FEED', { subject: { savedFeed: 'nothing' } }],
  ])('is refused with %s for %j', async (code, own) => {
    const wanted = { name: 'Desk', url: receiver, subject: { filter: {} }, ...own }
    await expect(createWebhook(db, test.owner(), wanted, null)).rejects.toMatchObject({ code })
    const webhook = await test.make()
    await expect(updateWebhook(db, test.owner(), webhook.id, own)).rejects.toMatchObject({ code })
  })

  it('forgets after a month what it was sent', async () => {
    const webhook = await test.make()
    await pingWebhook(db, test.owner(), webhook.id)
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    expect(await pruneDeliveries(db, inDays(29))).toBe(0)
    expect(await pruneDeliveries(db, inDays(31))).toBe(1)
  })

  it('has a log that is paged and counted', async () => {
    const webhook = await test.make()
    const pings = [1, 2, 3].map(() => pingWebhook(db, test.owner(), webhook.id))
    await Promise.all(pings)
    const page = await deliveryPage(db, webhook.id, { first: 2, state: 'PENDING' })
    const rest = await deliveryPage(db, webhook.id, {
      first: 2,
      state: 'PENDING',
      after: page.pageInfo.endCursor,
    })
    expect([page.edges.length, rest.edges.length, await page.count()]).toEqual([
      2,
      1,
      { count: 3, exact: true },
    ])
    expect((await deliveryPage(db, webhook.id, { state: 'FAILED' })).edges).toEqual([])
  })
})
