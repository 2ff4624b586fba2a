import type { Db } from '@courant/prisma'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { removeArticle } from '../articles/remove.ts'
import { mention } from '../draft.fixture.ts'
import { createWebhook, updateWebhook } from './change.ts'
import { pingWebhook, replayDelivery } from './deliveries.ts'
import { webhookMessages } from './message.ts'
import { claimDeliveries, type DueDelivery, recordSent, releaseDeliveries } from './sending.ts'
import { findWebhook } from './webhook.ts'
import { createTestWebhooks, type TestWebhooks } from './webhooks.fixture.ts'

let db: Db
let test: TestWebhooks
beforeAll(async () => {
  test = await createTestWebhooks()
  ;({ db } = test)
})
beforeEach(() => test.reset())
afterAll(() => test.close())

const taken = { status: 204, excerpt: null, problem: null, retryAfter: null, duration: 12 }

const failed = { ...taken, status: 500, problem: 'The server answered 500.' }

describe('what is sent', () => {
  const due = async () =>
    (await claimDeliveries(db, 100, [])).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const stateOf = async ({ id }: Pick<DueDelivery, 'id'>) =>
    db.delivery.findUniqueOrThrow({ where: { id } })

  it('is handed to one of several workers', async () => {
    await test.make()
    for (let n = 0; n < 4; n += 1) await test.save()
    await test.fanOut()
    const claims = await Promise.all([1, 2, 3].map(() => claimDeliveries(db, 2, [])))
    const claimed = claims.flat().map(({ id }) => id)
    expect(new Set(claimed).size).toBe(claimed.length)
    const rest = await due()
    expect(new Set([...claimed, ...rest.map(({ id }) => id)]).size).toBe(4)
    expect(await due()).toEqual([])
  })

  it('goes to a few of each host at once, so that nobody waits for a receiver that is slow', async () => {
    await test.make()
    const other = await createWebhook(
      db,
      test.owner(),
      { name: 'Other', url: 'https://other.example/', subject: { filter: {} } },
      null,
    )
    for (let n = 0; n < 6; n += 1) await test.save()
    await test.fanOut()
    const hosts = (claims: DueDelivery[]) => claims.map(({ host }) => host)
    const first = hosts(await due())
    expect(first.filter((host) => host === 'receiver.example')).toHaveLength(4)
    expect(first.filter((host) => host === 'other.example')).toHaveLength(4)
    expect(hosts(await claimDeliveries(db, 10, ['other.example']))).toEqual([
      'receiver.example',
      'receiver.example',
    ])
    expect(other.secret).toMatch(/^whsec_/)
  })

  it('is sent by another worker when the one that took it is gone', async () => {
    await test.make()
    await test.save()
    await test.fanOut()
    const [first] = await due()
    await test.pass(1)
    const [again] = await due()
    expect(again).toMatchObject({ id: first!.id, attempts: 2 })
    await recordSent(db, first!, failed)
    expect(await stateOf(first!)).toMatchObject({ error: null })
    await recordSent(db, again!, taken)
    expect(await stateOf(first!)).toMatchObject({ state: 'DELIVERED', status: 204, duration: 12 })
  })

  it('is given back unharmed by a worker that stops', async () => {
    await test.make()
    await test.save()
    await test.fanOut()
    const [first] = await due()
    await releaseDeliveries(db, [first!])
    expect(await due()).toMatchObject([{ id: first!.id, attempts: 1 }])
  })

  it('is tried for three days, ever more rarely, and then given up with its webhook', async () => {
    const webhook = await test.make()
    await test.save()
    await test.fanOut()
    let attempts = 0
    let disabled = false
    for (let hour = 0; hour < 80 && !disabled; hour += 1) {
      for (const delivery of await due()) {
        attempts += 1
        ;({ disabled } = await recordSent(db, delivery, failed, 1))
      }
      await test.pass(1)
    }
    expect(attempts).toBeGreaterThan(12)
    expect(attempts).toBeLessThan(25)
    const [row] = await db.delivery.findMany({ where: { webhookId: webhook.id } })
    expect(row).toMatchObject({ state: 'FAILED', nextAttemptAt: null, error: failed.problem })
    expect(await findWebhook(db, test.owner(), webhook.id)).toMatchObject({
      state: 'DISABLED',
      reason: 'Nothing could be delivered for three days. The last time: The server answered 500.',
    })
  })

  it('waits for as long as the receiver asks', async () => {
    const webhook = await test.make()
    await test.save()
    await test.fanOut()
    const [first] = await due()
    await recordSent(db, first!, { ...failed, status: 429, retryAfter: 7_200 }, 0)
    await test.pass(1)
    expect(await due()).toEqual([])
    await test.pass(1)
    expect(await due()).toMatchObject([{ id: first!.id }])
    await recordSent(db, { ...first!, attempts: 2 }, taken)
    expect(await findWebhook(db, test.owner(), webhook.id)).toMatchObject({
      failures: 0,
      restUntil: null,
    })
  })

  it('of a receiver that fails, is one at a time', async () => {
    await test.make()
    for (let n = 0; n < 6; n += 1) await test.save()
    await test.fanOut()
    for (const delivery of await due()) await recordSent(db, delivery, failed, 1)
    expect(await due()).toEqual([])
    await test.pass(1)
    expect(await due()).toHaveLength(1)
  })

  it('ends where the receiver is gone', async () => {
    const webhook = await test.make()
    await test.save()
    await test.save()
    await test.fanOut()
    const [first] = await due()
    expect(await recordSent(db, first!, { ...failed, status: 410 })).toEqual({ disabled: true })
    expect(await stateOf(first!)).toMatchObject({ state: 'FAILED', status: 410 })
    expect(await findWebhook(db, test.owner(), webhook.id)).toMatchObject({
      state: 'DISABLED',
      reason: 'The receiver says that it is gone for good (410).',
    })
    await expect(replayDelivery(db, test.owner(), first!.id)).rejects.toMatchObject({
      code: 'WEBHOOK_RESTS',
    })
    await updateWebhook(db, test.owner(), webhook.id, { paused: false })
    await test.pass(1)
    expect(await due()).toHaveLength(1)
  })

  it('is sent again on demand, by the same id and before all that waits', async () => {
    const webhook = await test.make()
    for (let n = 0; n < 5; n += 1) await test.save()
    await test.fanOut()
    const [first, ...others] = await due()
    await recordSent(db, first!, taken)
    await releaseDeliveries(db, others)
    const replayed = await replayDelivery(db, test.owner(), first!.id)
    expect(replayed).toMatchObject({ id: first!.id, state: 'PENDING', attempts: 0 })
    const ping = await pingWebhook(db, test.owner(), webhook.id)
    const next = (await claimDeliveries(db, 2, [])).map(({ id }) => id)
    expect(next.toSorted()).toEqual([first!.id, ping.id].toSorted())
  })

  it('is a ping but once, also where it fails', async () => {
    const webhook = await test.make()
    const { id } = await pingWebhook(db, test.owner(), webhook.id)
    const [ping] = await due()
    expect(JSON.parse((await webhookMessages(db, [ping!])).get(id)!)).toMatchObject({
      type: 'ping',
      cursor: null,
      webhook: { id: webhook.id, name: 'Desk' },
    })
    await recordSent(db, ping!, failed)
    expect(await stateOf(ping!)).toMatchObject({ state: 'FAILED', status: 500 })
  })

  it('says what the API says of an article, in less than 64 KB', async () => {
    await test.make()
    const long = 'word '.repeat(2_000).trim()
    const id = await test.save({
      headline: 'Summit',
      lead: long,
      mentions: [mention('nato')],
      topics: [{ code: '16000000', score: 0.5, cues: [] }],
      takeaways: Array.from({ length: 30 }, () => ({
        text: long,
        origin: 'PUBLISHER' as const,
        evidence: null,
      })),
    })
    await test.fanOut()
    const [delivery] = await due()
    const body = (await webhookMessages(db, [delivery!])).get(delivery!.id)!
    expect(Buffer.byteLength(body)).toBeLessThan(64 * 1024)
    const message = JSON.parse(body) as { data: { article: { takeaways: unknown[] } } }
    expect(message).toMatchObject({
      type: 'article.added',
      timestamp: expect.stringMatching(/^\d{4}-/),
      cursor: expect.any(String),
      data: {
        article: {
          id,
          headline: 'Summit',
          source: { slug: 'gazette' },
          actors: [{ entity: { slug: 'nato', kind: 'ORGANIZATION' }, about: true }],
          topics: [{ topic: { slug: 'conflict', code: '16000000' } }],
        },
      },
    })
    expect(message.data.article.takeaways).toHaveLength(10)
  })

  it('is nothing where the article was removed meanwhile', async () => {
    await test.make()
    const id = await test.save()
    await test.fanOut()
    await removeArticle(db, id)
    expect(await webhookMessages(db, await due())).toEqual(new Map())
  })
})
