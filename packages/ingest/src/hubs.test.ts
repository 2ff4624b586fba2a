import type { RequestListener } from 'node:http'

import {
  answerHub,
  ensureSource,
  findHubCallback,
  noteHub,
  recordPush,
  schedulePolling,
} from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { callbackBaseOf, leaveHubs, subscribeDueHubs } from './hubs.ts'
import { serve as serveHttp } from './http-server.fixture.ts'
import { pollSource } from './poll.ts'

let testDb: TestDb
const stops: (() => void)[] = []
beforeAll(async () => {
  testDb = await createTestDb()
})
afterEach(async () => {
  stops.splice(0).forEach((stop) => stop())
  await testDb.db.source.deleteMany()
  await testDb.db.hubFarewell.deleteMany()
})
afterAll(() => testDb.close())

const callbackBase = 'https://courant.example/websub/'
const topicUrl = 'https://gazette.example/feed.xml'
const accept: RequestListener = (_request, response) => response.writeHead(202).end()

async function serve(listener: RequestListener) {
  const server = await serveHttp(listener)
  stops.push(server.close)
  return server
}

const options = (...hosts: string[]) => ({ callbackBase, allowPrivateHosts: hosts })

/** A source that is polled, and whose feed names a hub. */
async function sourceWithHub(hubUrl: string, slug = 'gazette'): Promise<string> {
  const { id } = await ensureSource(testDb.db, { slug, name: slug })
  await schedulePolling(testDb.db, id)
  await noteHub(testDb.db, id, { hubUrl, topicUrl })
  return id
}

const reread = (sourceId: string) =>
  testDb.db.hubSubscription.findUniqueOrThrow({ where: { sourceId } })

const makeDue = () => testDb.db.hubSubscription.updateMany({ data: { renewAt: new Date(0) } })

/** Polls a source whose server sends this; returns what was noted. */
async function poll(headers: Record<string, string | string[]>, channel = '') {
  const feed = `<rss version="2.0"><channel><title>The Gazette</title>${channel}
    <item><guid>1</guid><title>One</title><description>Text.</description></item></channel></rss>`
  const server = await serve((_request, response) => response.writeHead(200, headers).end(feed))
  const feedUrl = `${server.url}feed.xml`
  const { id } = await ensureSource(testDb.db, { slug: 'gazette', name: 'The Gazette', feedUrl })
  await schedulePolling(testDb.db, id)
  const source = await testDb.db.source.findUniqueOrThrow({ where: { id } })
  const report = await pollSource(testDb.db, source, { allowPrivateHosts: [server.host] })
  expect(report.outcome).toBe('TAKEN')
  const noted = await testDb.db.hubSubscription.findUnique({ where: { sourceId: id } })
  return { id, feedUrl, noted }
}

describe('reading a feed', () => {
  test('finds the hub that its headers name', async () => {
    const link = ['</next>; rel=next', '<https://hub.example/>; rel=hub', '</all.xml>; rel=self']
    const { noted, feedUrl } = await poll({ link })
    expect(noted).toMatchObject({
      hubUrl: 'https://hub.example/',
      topicUrl: new URL('/all.xml', feedUrl).href,
      state: 'PENDING',
    })
  })

  test('finds the hub that it names itself', async () => {
    const { noted } = await poll(
      {},
      `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example/"/>
       <atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://gazette.example/all.xml"/>`,
    )
    expect(noted).toMatchObject({
      hubUrl: 'https://hub.example/',
      topicUrl: 'https://gazette.example/all.xml',
    })
  })

  test('finds none where none is named', async () => {
    expect((await poll({})).noted).toBeNull()
  })
})

describe('asking hubs', () => {
  test('tells each what it needs', async () => {
    const hub = await serve(accept)
    const id = await sourceWithHub(hub.url)
    const { token, secret } = await reread(id)
    const reports = await subscribeDueHubs(testDb.db, options(hub.host))
    expect(reports).toEqual([{ sourceId: id, hubUrl: hub.url, problem: null }])
    expect(hub.requests).toHaveLength(1)
    expect(hub.requests[0]?.form).toMatchObject({
      'hub.callback': `https://courant.example/websub/${token}`,
      'hub.topic': topicUrl,
      'hub.mode': 'subscribe',
      'hub.lease_seconds': String(10 * 24 * 60 * 60),
      'hub.secret': Buffer.from(secret).toString('base64url'),
    })
    expect(await subscribeDueHubs(testDb.db, options(hub.host))).toEqual([])
  })

  test('by many workers at once asks one hub for one thing at a time, and for each thing once', async () => {
    let open = 0
    let most = 0
    const hub = await serve((_request, response) => {
      most = Math.max(most, (open += 1))
      setTimeout(() => {
        open -= 1
        response.writeHead(202).end()
      }, 5)
    })
    for (let number = 1; number <= 20; number += 1) {
      await sourceWithHub(hub.url, `gazette-${number}`)
    }
    while (hub.requests.length < 20) {
      const workers = [1, 2, 3].map(() => subscribeDueHubs(testDb.db, options(hub.host)))
      await Promise.all(workers)
      // What was put off because another worker asked the hub is due again after some seconds.
      const putOff = { failures: 0 }
      await testDb.db.hubSubscription.updateMany({ where: putOff, data: { renewAt: new Date(0) } })
    }
    expect(new Set(hub.requests.map(({ form }) => form['hub.callback'])).size).toBe(20)
    expect(hub.requests).toHaveLength(20)
    expect(most).toBe(1)
  })

  test('leaves a hub alone for as long as it wants', async () => {
    const hub = await serve((_request, response) =>
      response.writeHead(429, { 'retry-after': '7200' }).end(),
    )
    await sourceWithHub(hub.url, 'gazette')
    await sourceWithHub(hub.url, 'herald')
    await subscribeDueHubs(testDb.db, options(hub.host))
    expect(hub.requests).toHaveLength(1)
    const waits = await testDb.db.hubSubscription.findMany({ orderBy: { renewAt: 'asc' } })
    expect(waits.map(({ failures }) => failures)).toEqual([1, 0])
    expect(waits[1]!.renewAt!.getTime() - Date.now()).toBeGreaterThan(7_000_000)
  })

  test('that confirm before they answer finds them confirmed', async () => {
    const hub = await serve((_request, response) => {
      const token = hub.requests[0]!.form['hub.callback']!.split('/').at(-1)!
      const question = { mode: 'subscribe', topic: topicUrl, lease: 3_600, reason: null }
      void answerHub(testDb.db, token, question).then((agreed) =>
        response.writeHead(agreed ? 202 : 500).end(),
      )
    })
    const id = await sourceWithHub(hub.url)
    expect(await subscribeDueHubs(testDb.db, options(hub.host))).toMatchObject([{ problem: null }])
    expect(await reread(id)).toMatchObject({ state: 'ACTIVE', failures: 0, lastError: null })
  })

  test('that fail is told in words, and they are left alone for longer each time', async () => {
    const hub = await serve((_request, response) =>
      response.writeHead(500, { 'content-type': 'text/plain' }).end('Out of disk.'),
    )
    const id = await sourceWithHub(hub.url)
    const words = `${hub.url}: the server answered 500 Internal Server Error: Out of disk.`
    const waits: number[] = []
    for (const failures of [1, 2, 3]) {
      await makeDue()
      const reports = await subscribeDueHubs(testDb.db, options(hub.host))
      expect(reports).toMatchObject([{ problem: words }])
      const asked = await reread(id)
      expect(asked).toMatchObject({ state: 'PENDING', failures, lastError: words })
      waits.push(asked.renewAt!.getTime() - Date.now())
    }
    expect(waits[1]).toBeGreaterThan(waits[0]! * 1.5)
    expect(waits[2]).toBeGreaterThan(waits[1]! * 1.5)
  })

  test('that have moved asks where they are', async () => {
    const target = await serve(accept)
    const hub = await serve((_request, response) =>
      response.writeHead(308, { location: target.url }).end(),
    )
    await sourceWithHub(hub.url)
    const reports = await subscribeDueHubs(testDb.db, options(hub.host, target.host))
    expect(reports).toMatchObject([{ problem: null }])
    expect(target.requests[0]?.form).toMatchObject({ 'hub.mode': 'subscribe' })
  })

  test.each([
    ['the metadata service of clouds', 'http://169.254.169.254/latest/meta-data/'],
    ['a service of this machine', 'http://127.0.0.1:6379/'],
  ])('that a feed makes out to be %s is refused', async (_what, hubUrl) => {
    const { id, noted } = await poll({ link: `<${hubUrl}>; rel=hub` })
    expect(noted).toMatchObject({ hubUrl })
    const reports = await subscribeDueHubs(testDb.db, options())
    expect(reports).toMatchObject([{ problem: expect.stringContaining('ALLOW_PRIVATE_HOSTS') }])
    expect(await reread(id)).toMatchObject({ state: 'PENDING', failures: 1 })
  })

  test('in clear at a host that is nobody’s own tells no secret, before anybody is asked', async () => {
    const id = await sourceWithHub('http://hub.invalid/')
    expect(await subscribeDueHubs(testDb.db, options())).toMatchObject([
      { problem: expect.stringMatching(/^http:\/\/hub\.invalid\/: no such host/) },
    ])
    expect((await reread(id)).secret).toHaveLength(0)
  })

  test('that a worker gave up is left to the next', async () => {
    const stop = new AbortController()
    const hub = await serve(() => stop.abort(new Error('stopping')))
    const id = await sourceWithHub(hub.url)
    const asking = subscribeDueHubs(testDb.db, { ...options(hub.host), signal: stop.signal })
    await expect(asking).rejects.toThrow('stopping')
    expect(await reread(id)).toMatchObject({ failures: 0, lastError: null })
  })
})

describe('taking leave', () => {
  /** A subscription that its hub has confirmed and pushed to. */
  async function subscribed(hubUrl: string): Promise<{ id: string; token: string }> {
    const id = await sourceWithHub(hubUrl)
    await subscribeDueHubs(testDb.db, options(new URL(hubUrl).host))
    const { token } = await reread(id)
    const question = { mode: 'subscribe', topic: topicUrl, lease: 3_600, reason: null }
    expect(await answerHub(testDb.db, token, question)).toBe(true)
    const callback = await findHubCallback(testDb.db, token)
    if (callback && callback !== 'ENDED') await recordPush(testDb.db, callback)
    return { id, token }
  }

  test.each<[string, (id: string) => Promise<unknown>]>([
    ['removed', (id) => testDb.db.source.delete({ where: { id } })],
    ['paused', (id) => testDb.db.source.update({ where: { id }, data: { nextPollAt: null } })],
  ])('of the hub of a source that was %s', async (_how, end) => {
    const hub = await serve(accept)
    const { id, token } = await subscribed(hub.url)
    await end(id)
    await leaveHubs(testDb.db, options(hub.host))
    expect(hub.requests).toHaveLength(2)
    expect(hub.requests[1]?.form).toEqual({
      'hub.callback': `https://courant.example/websub/${token}`,
      'hub.mode': 'unsubscribe',
      'hub.topic': topicUrl,
      'hub.verify': 'async',
    })
    await leaveHubs(testDb.db, options(hub.host))
    expect(hub.requests).toHaveLength(2)
  })

  test('is tried again where the hub does not listen', async () => {
    const hub = await serve(accept)
    const { id, token } = await subscribed(hub.url)
    await testDb.db.source.delete({ where: { id } })
    hub.close()
    await leaveHubs(testDb.db, options(hub.host))
    const farewell = await testDb.db.hubFarewell.findUniqueOrThrow({ where: { token } })
    expect(farewell.failures).toBe(1)
    expect(farewell.tellAt.getTime()).toBeGreaterThan(Date.now())
  })
})

describe('where hubs call', () => {
  test.each([
    ['an origin', 'https://8.8.8.8', 'https://8.8.8.8/websub/'],
    ['a folder', 'https://8.8.8.8:8443/news/', 'https://8.8.8.8:8443/news/websub/'],
  ])('is below %s', async (_case, publicUrl, expected) => {
    expect(await callbackBaseOf(publicUrl, [])).toBe(expected)
  })

  test.each(['http://localhost:3000', 'http://192.168.1.5', 'http://[::1]:3000'])(
    'is nowhere at %s, unless the owner says so',
    async (publicUrl) => {
      await expect(callbackBaseOf(publicUrl, [])).rejects.toMatchObject({ code: 'SSRF_BLOCKED' })
      const { hostname } = new URL(publicUrl)
      expect(await callbackBaseOf(publicUrl, [hostname])).toBe(`${publicUrl}/websub/`)
    },
  )
})
