import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { createWebhook, ensureSource, replayDelivery, saveArticles } from '@courant/feed'
import { type Db, Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

import { createWebhooks } from './webhooks.ts'

interface Received {
  headers: Record<string, string>
  body: string
}

let testDb: TestDb
let db: Db
let sourceId: string
beforeAll(async () => {
  testDb = await createTestDb()
  ;({ db } = testDb)
  ;({ id: sourceId } = await ensureSource(db, { slug: 'gazette', name: 'The Gazette' }))
})
afterAll(() => testDb.close())

let stops: (() => unknown)[] = []
let logged: string[] = []
beforeEach(() => {
  logged = []
})
afterEach(async () => {
  for (const stop of stops.toReversed()) await stop()
  stops = []
  await db.webhook.deleteMany()
})

/** A receiver that answers each request in turn; the last answer stays. */
async function receive(...answers: RequestListener[]) {
  const received: Received[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers as Record<string, string>, body })
      const answer = answers[Math.min(received.length, answers.length) - 1]
      if (answer) answer(request, response)
      else response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}/hook?token=only-for-it`, host, received }
}

const status =
  (code: number, headers: Record<string, string> = {}, said = ''): RequestListener =>
  (_request, response) =>
    response.writeHead(code, { 'content-type': 'text/plain', ...headers }).end(said)

function work(allowPrivateHosts: string[], limits = {}) {
  const stopping = new AbortController()
  const webhooks = createWebhooks({
    db,
    url: testDb.url,
    options: { allowPrivateHosts, limits },
    log: (...entry) => logged.push(JSON.stringify(entry)),
    signal: stopping.signal,
  })
  const working = Promise.all([webhooks.queue(), webhooks.send()])
  const stop = async () => {
    stopping.abort(new Error('stopping'))
    await working
    await webhooks.close()
  }
  stops.push(stop)
  return stop
}

let count = 0
async function makeWebhook(url: string, role: 'READER' | 'EDITOR' = 'EDITOR') {
  const email = `reader-${(count += 1)}@news.example`
  const data = { email, emailKey: email, passwordHash: '', role }
  const { id: accountId } = await db.account.create({ data })
  const owner = { accountId }
  const wanted = { name: 'Desk', url, subject: { filter: {} } }
  const { webhook, secret } = await createWebhook(db, owner, wanted, null)
  return { owner, id: webhook!.id, secret: secret! }
}

async function save(): Promise<string> {
  const key = `article-${(count += 1)}`
  const draft = {
    sourceId,
    key,
    url: `https://gazette.example/${key}`,
    headline: `Headline of ${key}`,
    lead: 'Lead.',
    byline: null,
    language: 'en',
    imageUrl: null,
    statedAt: null,
    sections: [],
    mentions: [],
    topics: [],
    takeaways: [],
  }
  const [saved] = await saveArticles(db, [draft])
  return saved!.articleId
}

const articleOf = ({ body }: Received) =>
  (JSON.parse(body) as { data: { article: { id: string } } }).data.article.id

/** Until a delivery is as it is expected. */
async function becomes(expected: object) {
  return vi.waitFor(
    async () => {
      const row = await db.delivery.findFirstOrThrow({ orderBy: { id: 'asc' } })
      expect(row).toMatchObject(expected)
      return row
    },
    { timeout: 20_000 },
  )
}

/** Makes whatever waits due. */
async function passTime(): Promise<void> {
  await db.$executeRaw(Prisma.sql`UPDATE webhook SET rest_until = NULL`)
  await db.$executeRaw(Prisma.sql`
    UPDATE delivery SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL`)
}

describe('an article that comes in', () => {
  test('is told by a message whose signature holds, and nobody else’s', async () => {
    const { url, host, received } = await receive(status(200, {}, 'Thanks.'))
    const { secret } = await makeWebhook(url)
    work([host])
    const id = await save()
    const delivery = await becomes({ state: 'DELIVERED', status: 200, excerpt: 'Thanks.' })
    const [message] = received
    const verified = new Webhook(secret).verify(message!.body, message!.headers)
    expect(verified).toMatchObject({
      type: 'article.added',
      data: { article: { id, source: { slug: 'gazette' } } },
    })
    expect(message!.headers).toMatchObject({
      'webhook-id': delivery.id,
      'content-type': 'application/json',
      'user-agent': 'Courant/1',
    })
    const { body, headers } = message!
    expect(() => new Webhook(secret).verify(body.replace('Headline', 'Other'), headers)).toThrow(
      'No matching signature',
    )
    expect(() => new Webhook('whsec_AAAAAAAAAAAAAAAAAAAA').verify(body, headers)).toThrow(
      'No matching signature',
    )
    expect(logged.join('')).not.toMatch(/only-for-it|whsec/)
  })

  test('is told once each, by several workers together', async () => {
    const { url, host, received } = await receive()
    await makeWebhook(url)
    for (let n = 0; n < 3; n += 1) work([host])
    const ids: string[] = []
    for (let n = 0; n < 20; n += 1) ids.push(await save())
    await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(20), 30_000)
    const pending = { where: { state: 'PENDING' as const } }
    await vi.waitFor(async () => expect(await db.delivery.count(pending)).toBe(0), 20_000)
    expect(received.map(articleOf).toSorted()).toEqual(ids.toSorted())
  })

  test('is not held up by a receiver that never answers', async () => {
    const silent = await receive(() => {})
    const quick = await receive()
    await makeWebhook(silent.url)
    await makeWebhook(quick.url)
    work([silent.host, quick.host])
    const ids = [await save(), await save(), await save()]
    await vi.waitFor(() => expect(quick.received.map(articleOf)).toEqual(ids), 20_000)
    expect(await db.delivery.count({ where: { state: 'DELIVERED' } })).toBeLessThanOrEqual(3)
  })
})

describe('a receiver', () => {
  test('that fails is tried again, with the same id, until it takes it', async () => {
    const { url, host, received } = await receive(
      status(500, {}, 'Oh no.'),
      status(503),
      status(202),
    )
    await makeWebhook(url)
    work([host])
    await save()
    await becomes({ state: 'PENDING', status: 500, excerpt: 'Oh no.', attempts: 1 })
    await passTime()
    await becomes({
      status: 503,
      attempts: 2,
      error: 'The receiver answered 503 Service Unavailable.',
    })
    await passTime()
    await becomes({ state: 'DELIVERED', status: 202, attempts: 3, error: null })
    const ids = received.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(1)
  })

  test('that asks for time is given it', async () => {
    const { url, host } = await receive(status(429, { 'retry-after': '7200' }))
    const { id } = await makeWebhook(url)
    work([host])
    await save()
    const { nextAttemptAt } = await becomes({ state: 'PENDING', status: 429 })
    expect(nextAttemptAt!.getTime()).toBeGreaterThan(Date.now() + 7_000_000)
    await vi.waitFor(async () => {
      const { restUntil } = await db.webhook.findUniqueOrThrow({ where: { id } })
      expect(restUntil!.getTime()).toBeGreaterThan(Date.now() + 7_000_000)
    }, 10_000)
  })

  test('that is gone is sent nothing any more', async () => {
    const { url, host } = await receive(status(410))
    const { id } = await makeWebhook(url)
    work([host])
    await save()
    await becomes({ state: 'FAILED', status: 410 })
    await vi.waitFor(async () => {
      const webhook = await db.webhook.findUniqueOrThrow({ where: { id } })
      expect(webhook).toMatchObject({ state: 'DISABLED', reason: expect.stringContaining('410') })
    }, 10_000)
  })

  test('cannot send us on to somebody else', async () => {
    const other = await receive()
    const { url, host } = await receive(status(307, { location: other.url }))
    await makeWebhook(url)
    work([host, other.host])
    await save()
    await becomes({
      status: 307,
      error: 'The receiver answered 307 Temporary Redirect; redirects are not followed.',
    })
    expect(other.received).toEqual([])
  })

  test('that never answers is given up, and tried again later', async () => {
    const { url, host } = await receive(() => {})
    await makeWebhook(url)
    work([host], { firstByte: 50 })
    await save()
    await becomes({
      state: 'PENDING',
      status: null,
      error: expect.stringMatching(/no answer after/),
    })
  })

  test.each([
    ['nobody allowed', 'EDITOR', false],
    ['a reader may not have asked', 'READER', true],
  ] as const)('in a private network that %s is not asked', async (_case, role, isAllowed) => {
    const { url, host, received } = await receive()
    await makeWebhook(url, role)
    work(isAllowed ? [host] : [])
    await save()
    await becomes({
      state: 'PENDING',
      error: expect.stringMatching(/could not be sent: .*127.0.0.1|port/),
    })
    expect(received).toEqual([])
  })

  test('is sent again on demand what it has had', async () => {
    const { url, host, received } = await receive()
    const { owner } = await makeWebhook(url)
    work([host])
    await save()
    const { id } = await becomes({ state: 'DELIVERED' })
    await replayDelivery(db, owner, id)
    await vi.waitFor(() => expect(received).toHaveLength(2), 20_000)
    expect(received[1]!.headers['webhook-id']).toBe(id)
    expect(received[1]!.body).toBe(received[0]!.body)
  })
})

test('a worker that stops in the middle leaves what it sent to others', async () => {
  let asked = () => {}
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const { url, host, received } = await receive(() => asked(), status(204))
  await makeWebhook(url)
  const stop = work([host])
  await save()
  await isAsked
  await stop()
  await becomes({ state: 'PENDING', attempts: 0 })
  work([host])
  await becomes({ state: 'DELIVERED', attempts: 1 })
  expect(received).toHaveLength(2)
})
