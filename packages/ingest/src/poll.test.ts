import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import {
  ensureSource,
  leaveHostAlone,
  releaseHosts,
  schedulePolling,
  takeHost,
} from '@courant/feed'
import type { Source } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { pollDue, pollSource } from './poll.ts'

let testDb: TestDb
const stops: (() => void)[] = []
beforeEach(async () => {
  testDb = await createTestDb()
})
afterEach(async () => {
  stops.splice(0).forEach((stop) => stop())
  await testDb.close()
})

const feed = `<rss version="2.0"><channel><title>The Gazette</title>
  <item><guid>1</guid><title>One</title><description>Text.</description></item></channel></rss>`

/** A publisher's server; requests are kept as `METHOD path`. */
async function serve(listener: RequestListener) {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}`, host, requests }
}

/** A source at an address, to be polled now. */
async function sourceAt(feedUrl: string, slug = 'gazette'): Promise<Source> {
  const { id } = await ensureSource(testDb.db, { slug, name: slug, feedUrl })
  await schedulePolling(testDb.db, id)
  return reread(id)
}

/** A source whose feed a real server sends. */
async function sourceOf(listener: RequestListener, slug = 'gazette') {
  return sourceAt(`${(await serve(listener)).url}/feed.xml`, slug)
}

const options = { allowPrivateHosts: ['127.0.0.1'] }
const poll = (source: Source) => pollSource(testDb.db, source, options)
const reread = (id: string) => testDb.db.source.findUniqueOrThrow({ where: { id } })
/** Seconds from now until a source is polled again. */
const waitOf = async ({ id }: Source) =>
  ((await reread(id)).nextPollAt!.getTime() - Date.now()) / 1_000
/** Between a tenth less and a tenth more, as a wait is spread; 30 s for a slow machine. */
async function expectWait(source: Source, seconds: number) {
  const wait = await waitOf(source)
  expect(wait).toBeGreaterThan(0.9 * seconds - 30)
  expect(wait).toBeLessThan(1.1 * seconds + 1)
}

describe('polling a source', () => {
  test('takes in what is new and keeps the validators for the next time', async () => {
    const asked: (string | undefined)[][] = []
    const lastModified = 'Mon, 02 Jun 2025 10:00:00 GMT'
    const source = await sourceOf((request, response) => {
      asked.push([request.headers['if-none-match'], request.headers['if-modified-since']])
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
      else response.writeHead(200, { etag: '"v1"', 'last-modified': lastModified }).end(feed)
    })
    expect(await poll(source)).toMatchObject({ outcome: 'TAKEN', result: { added: 1 } })
    const polled = await reread(source.id)
    expect(polled).toMatchObject({ etag: '"v1"', lastModified, failures: 0, lastError: null })
    expect(polled.lastReadAt).toEqual(polled.lastPolledAt)

    expect(await poll(await reread(source.id))).toMatchObject({ outcome: 'UNCHANGED' })
    expect(await poll(await reread(source.id))).toMatchObject({ outcome: 'UNCHANGED' })
    expect(await reread(source.id)).toMatchObject({ etag: '"v1"', lastModified, failures: 0 })
    expect(asked).toEqual([
      [undefined, undefined],
      ['"v1"', lastModified],
      ['"v1"', lastModified],
    ])
  })

  test.each<[string, RequestListener, string, string]>([
    [
      'a server that fails',
      (_, response) => response.writeHead(503).end(),
      'HTTP_STATUS',
      'the server answered 503',
    ],
    [
      'a feed that is not found',
      (_, response) => response.writeHead(404).end(),
      'HTTP_STATUS',
      'the server answered 404',
    ],
    [
      'a damaged feed',
      (_, response) => response.end(feed.replace('</channel></rss>', '')),
      'BAD_FEED',
      'cut short',
    ],
    [
      'a web page in its place',
      (_, response) => response.end('<!doctype html><p>Moved'),
      'UNSUPPORTED_FORMAT',
      'this is a web page',
    ],
    [
      'plain text in its place',
      (_, response) => response.end('Moved\nPlease look elsewhere'),
      'BAD_FEED',
      'no XML',
    ],
  ])('%s is noted in words, and nothing is stored', async (_case, listener, code, words) => {
    const source = await sourceOf(listener)
    expect(await poll(source)).toMatchObject({ outcome: 'FAILED' })
    expect(await reread(source.id)).toMatchObject({
      failures: 1,
      lastErrorCode: code,
      lastError: expect.stringContaining(words),
      lastReadAt: null,
      goneAt: null,
    })
    expect(await testDb.db.article.count()).toBe(0)
    await expectWait(source, 600)
  })

  test('given up by its worker, is not a failure of the source, and its host is free', async () => {
    const stop = new AbortController()
    const source = await sourceOf(() => stop.abort(new Error('stopping')))
    await expect(
      pollSource(testDb.db, source, { ...options, signal: stop.signal }),
    ).rejects.toThrow('stopping')
    expect(await reread(source.id)).toEqual(source)
    const { host } = new URL(source.feedUrl!)
    expect(await takeHost(testDb.db, host, crypto.randomUUID())).toEqual({ taken: true })
  })
})

describe('when a source is polled again', () => {
  const items = (minutesBetween: number) =>
    Array.from({ length: 10 }, (_, at) => {
      const date = new Date(Date.now() - at * minutesBetween * 60_000).toUTCString()
      return `<item><guid>${at}</guid><title>Number ${at}</title><pubDate>${date}</pubDate></item>`
    }).join('')
  const feedWith = (inside: string) =>
    `<rss version="2.0"><channel><title>The Gazette</title>${inside}</channel></rss>`

  test.each<[string, string, Record<string, string>, number]>([
    ['as often as it publishes', items(120), {}, 2_700],
    ['at most every five minutes', items(6), {}, 300],
    ['at least once a day', items(10_000), {}, 86_400],
    ['not before its feed wants to be', `<ttl>180</ttl>${items(6)}`, {}, 10_800],
    ['not before its server does', items(6), { 'cache-control': 'max-age=7200' }, 7_200],
  ])('%s', async (_case, inside, headers, seconds) => {
    const source = await sourceOf((_, response) =>
      response.writeHead(200, headers).end(feedWith(inside)),
    )
    await poll(source)
    await expectWait(source, seconds)
    const { pollSeconds } = await reread(source.id)
    expect(Math.abs(pollSeconds! - seconds)).toBeLessThan(30)
  })

  test('an unchanged feed is not polled more often than it asked for when it was sent', async () => {
    const source = await sourceOf((request, response) => {
      if (request.headers['if-none-match']) response.writeHead(304).end()
      else response.writeHead(200, { etag: '"1"' }).end(feedWith(`<ttl>180</ttl>${items(6)}`))
    })
    await poll(source)
    expect(await poll(await reread(source.id))).toMatchObject({ outcome: 'UNCHANGED' })
    await expectWait(source, 10_800)
  })

  test('after failures ever later, and as before when they are over', async () => {
    let works = false
    const source = await sourceOf((_, response) =>
      works ? response.end(feedWith(items(6))) : response.writeHead(500).end(),
    )
    for (const seconds of [600, 1_200, 2_400]) {
      await poll(await reread(source.id))
      await expectWait(source, seconds)
    }
    works = true
    await poll(await reread(source.id))
    expect(await reread(source.id)).toMatchObject({ failures: 0 })
    await expectWait(source, 300)
  })
})

describe('a feed that has moved', () => {
  /** Sends what is asked for at the first address to the next, by these statuses, and then a feed. */
  const moving =
    (statuses: readonly number[], send: string): RequestListener =>
    (request, response) => {
      const step = Number(/\d+/.exec(request.url!)?.[0])
      const status = statuses[step]
      if (status) response.writeHead(status, { location: `/feed-${step + 1}` }).end()
      else response.end(send)
    }

  test.each<[string, number[], number]>([
    ['for good (301), is read at its new address from then on', [301], 1],
    ['for good (308), too', [308], 1],
    ['for now (302), is read at its old one', [302], 0],
    ['for now (307), too', [307], 0],
    ['for good and from there for now, is read where it has moved for good', [301, 302], 1],
  ])('%s', async (_case, statuses, step) => {
    const { url } = await serve(moving(statuses, feed))
    const source = await sourceAt(`${url}/feed-0`)
    expect(await poll(source)).toMatchObject({ outcome: 'TAKEN' })
    expect(await reread(source.id)).toMatchObject({ feedUrl: `${url}/feed-${step}` })
  })

  test('to something that is no feed, keeps its address', async () => {
    const { url } = await serve(moving([301], '<!doctype html><p>Please log in'))
    const source = await sourceAt(`${url}/feed-0`)
    expect(await poll(source)).toMatchObject({ outcome: 'FAILED' })
    expect(await reread(source.id)).toMatchObject({ feedUrl: `${url}/feed-0` })
  })

  test('to the address of another source, keeps its own, and says so', async () => {
    const { url } = await serve(moving([301], feed))
    const source = await sourceAt(`${url}/feed-0`)
    const other = await sourceAt(`${url}/feed-1`, 'herald')
    expect(await poll(source)).toMatchObject({ outcome: 'TAKEN' })
    expect(await reread(source.id)).toMatchObject({
      feedUrl: `${url}/feed-0`,
      failures: 0,
      lastErrorCode: 'ADDRESS_TAKEN',
      lastError: expect.stringContaining('herald'),
    })
    expect(await reread(other.id)).toEqual(other)
  })

  test('is moved also when it has not changed since', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(301, { location: '/new' }).end()
      else response.writeHead(304).end()
    })
    const source = await sourceAt(`${url}/old`)
    expect(await poll(source)).toMatchObject({ outcome: 'UNCHANGED' })
    expect(await reread(source.id)).toMatchObject({ feedUrl: `${url}/new` })
  })
})

describe('a feed that is gone', () => {
  test.each<[string, string[], boolean]>([
    ['is not polled any more', ['410'], true],
    ['is not polled any more where it has moved for good', ['301', '410'], true],
    ['for now, is tried again', ['302', '410'], false],
  ])('%s', async (_case, statuses, isGone) => {
    const { url } = await serve((request, response) => {
      const step = Number(request.url!.slice(1))
      response.writeHead(Number(statuses[step]), { location: `/${step + 1}` }).end()
    })
    const source = await sourceAt(`${url}/0`)
    expect(await poll(source)).toMatchObject({ outcome: 'FAILED' })
    const { goneAt, nextPollAt, failures } = await reread(source.id)
    expect({ isGone: goneAt !== null, isPolled: nextPollAt !== null, failures }).toEqual({
      isGone,
      isPolled: !isGone,
      failures: 1,
    })
    expect(await pollDue(testDb.db, options)).toEqual([])
  })
})

describe('a host that wants to be left alone', () => {
  test.each<[string, number, () => Record<string, string>, number]>([
    ['by 429 and seconds', 429, () => ({ 'retry-after': '7200' }), 7_200],
    [
      'by 429 and a date',
      429,
      () => ({ 'retry-after': new Date(Date.now() + 7_200_000).toUTCString() }),
      7_200,
    ],
    ['by 503 and seconds', 503, () => ({ 'retry-after': '7200' }), 7_200],
    ['by 429 alone, for a while', 429, () => ({}), 900],
    ['for a month, is so for a day', 429, () => ({ 'retry-after': '2592000' }), 86_400],
  ])('%s', async (_case, status, headers, seconds) => {
    const { url, requests } = await serve((_, response) =>
      response.writeHead(status, headers()).end(),
    )
    const source = await sourceAt(`${url}/one`)
    const neighbour = await sourceAt(`${url}/two`, 'neighbour')
    const reports = await pollDue(testDb.db, options)
    expect(reports).toMatchObject([{ source: { id: source.id }, outcome: 'FAILED' }])
    expect(requests).toEqual(['GET /one'])

    expect(await reread(source.id)).toMatchObject({ failures: 1, lastErrorCode: 'HTTP_STATUS' })
    expect(await waitOf(source)).toBeGreaterThan(Math.min(seconds, 600) * 0.9 - 30)
    // Others of the same host are put off and not blamed.
    expect(await reread(neighbour.id)).toMatchObject({ failures: 0, lastPolledAt: null })
    expect(await waitOf(neighbour)).toBeGreaterThan(seconds - 30)
    expect(await waitOf(neighbour)).toBeLessThan(seconds * 1.1 + 1)
  })

  test('by 503 alone, is asked for its other feeds', async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(503).end())
    await sourceAt(`${url}/one`)
    await sourceAt(`${url}/two`, 'neighbour')
    await pollDue(testDb.db, options)
    expect(requests).toEqual(['GET /one', 'GET /two'])
  })

  test('is not asked on the way to another either', async () => {
    const { url, host, requests } = await serve((_, response) => response.end(feed))
    await leaveHostAlone(testDb.db, host, 7_200)
    const source = await sourceOf((_, response) => response.writeHead(302, { location: url }).end())
    expect(await poll(source)).toMatchObject({ outcome: 'PUT_OFF' })
    expect(requests).toEqual([])
    expect(await reread(source.id)).toMatchObject({ failures: 0, lastPolledAt: null })
    expect(await waitOf(source)).toBeGreaterThan(7_100)
  })
})

describe('one connection a host', () => {
  /** A server that tells the most requests it ever had at once. */
  async function crowdServer() {
    let now = 0
    let most = 0
    const server = await serve((_, response) => {
      now += 1
      most = Math.max(most, now)
      setTimeout(() => {
        now -= 1
        response.end(feed)
      }, 30)
    })
    return { ...server, most: () => most }
  }

  test('however many poll', async () => {
    const [one, two] = [await crowdServer(), await crowdServer()]
    for (let number = 0; number < 6; number += 1) {
      await sourceAt(`${one.url}/${number}`, `one-${number}`)
      await sourceAt(`${two.url}/${number}`, `two-${number}`)
    }
    const reports = await Promise.all([1, 2, 3].map(() => pollDue(testDb.db, options)))
    expect(reports.flat().map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 12 }, () => 'TAKEN'),
    )
    for (const { requests, most } of [one, two]) {
      expect(requests.toSorted()).toEqual([0, 1, 2, 3, 4, 5].map((number) => `GET /${number}`))
      expect(most()).toBe(1)
    }
  })

  test('also where the feeds of others lead to it: they are put off for a moment', async () => {
    const hub = await crowdServer()
    const sources = await Promise.all(
      ['one', 'two', 'three'].map((slug) =>
        sourceOf((_, response) => response.writeHead(302, { location: hub.url }).end(), slug),
      ),
    )
    for (let left = [...sources]; left.length > 0;) {
      await Promise.all([1, 2].map(() => pollDue(testDb.db, options)))
      const now = await Promise.all(left.map(({ id }) => reread(id)))
      left = now.filter(({ lastPolledAt }) => lastPolledAt === null)
      for (const source of left) {
        expect(await waitOf(source)).toBeLessThan(15)
        expect(source).toMatchObject({ failures: 0, lastError: null })
        await schedulePolling(testDb.db, source.id)
      }
    }
    expect(hub.most()).toBe(1)
    expect(hub.requests).toHaveLength(3)
  })

  test('a source on a busy host waits, and nobody is kept from others', async () => {
    const busy = await sourceOf((_, response) => response.end(feed), 'busy')
    const free = await sourceOf((_, response) => response.end(feed), 'free')
    const holder = crypto.randomUUID()
    await takeHost(testDb.db, new URL(busy.feedUrl!).host, holder)
    const polling = pollDue(testDb.db, options)
    await vi.waitFor(
      async () => expect((await reread(free.id)).lastPolledAt).not.toBeNull(),
      10_000,
    )
    expect(await reread(busy.id)).toEqual(busy)
    expect(await poll(busy)).toMatchObject({ outcome: 'PUT_OFF' })
    expect(await reread(busy.id)).toEqual(busy)
    await releaseHosts(testDb.db, [holder])
    expect((await polling).map(({ source }) => source.slug)).toEqual(['free', 'busy'])
  })
})

test('what is due is polled once, by whoever comes first', async () => {
  let requests = 0
  const count: RequestListener = (_request, response) => {
    requests += 1
    response.end(feed)
  }
  for (let number = 1; number <= 6; number += 1) {
    const { id } = await sourceOf(count, `gazette-${number}`)
    const nextPollAt = new Date(Date.now() + 3_600_000)
    if (number === 6) await testDb.db.source.update({ where: { id }, data: { nextPollAt } })
  }
  const reports = await Promise.all([pollDue(testDb.db, options), pollDue(testDb.db, options)])
  expect(reports.flat()).toHaveLength(5)
  expect(requests).toBe(5)
  expect(await pollDue(testDb.db, options)).toEqual([])
})

test('a source that was polled or paused meanwhile is left alone', async () => {
  const { url, requests } = await serve((_, response) => response.end(feed))
  const source = await sourceAt(`${url}/feed`)
  await poll(source)
  expect(await poll(source)).toMatchObject({ outcome: 'PUT_OFF' })
  const polled = await reread(source.id)
  await testDb.db.source.update({ where: { id: source.id }, data: { nextPollAt: null } })
  expect(await poll(polled)).toMatchObject({ outcome: 'PUT_OFF' })
  expect(requests).toHaveLength(1)
})
