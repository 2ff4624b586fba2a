import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'

import { dueSources, ensureSource, pushedSources, recordPoll, schedulePolling } from '@courant/feed'
import { leaveHubs, pollDue, type PollReport, subscribeDueHubs } from '@courant/ingest'
import type { HubSubscription } from '@courant/prisma'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startTestApi, startTestServer, type TestApi } from '../api.fixture.ts'
import { createDatabaseProxy } from '../database-proxy.fixture.ts'
import { sign, startTestHub, type TestHub } from './hub.fixture.ts'

let test: TestApi
let hub: TestHub
beforeAll(async () => {
  test = await startTestApi()
})
beforeEach(async () => {
  hub = await startTestHub()
})
afterEach(async () => {
  hub.close()
  await test.db.source.deleteMany()
  await test.db.hubFarewell.deleteMany()
})
afterAll(() => test.close())

const options = () => ({
  callbackBase: `${test.api.url}/websub/`,
  allowPrivateHosts: [hub.host],
})

/** What the worker does: reads what is due. */
const poll = (): Promise<PollReport[]> => pollDue(test.db, options())
const askHubs = async () => {
  const reports = await subscribeDueHubs(test.db, options())
  await hub.settled()
  return reports
}

/** Subscribes to the publisher's feed, reads it, and thereby finds its hub. */
async function discover(): Promise<string> {
  const { id } = await ensureSource(test.db, {
    slug: 'gazette',
    name: 'The Gazette',
    feedUrl: hub.feedUrl,
  })
  await schedulePolling(test.db, id)
  expect(await poll()).toMatchObject([{ outcome: 'TAKEN' }])
  return id
}

/** The same, and has the hub push from then on. */
async function subscribe(): Promise<HubSubscription> {
  const id = await discover()
  expect(await askHubs()).toMatchObject([{ problem: null }])
  return subscriptionOf(id)
}

const subscriptionOf = (sourceId: string) =>
  test.db.hubSubscription.findUniqueOrThrow({ where: { sourceId } })

const headlines = async () => {
  const articles = await test.db.article.findMany({ orderBy: { headline: 'asc' } })
  return articles.map(({ headline }) => headline)
}

const address = (token: string, params: Record<string, string> = {}) =>
  `${test.api.url}/websub/${token}?${new URLSearchParams(params).toString()}`

const push = (token: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  fetch(address(token), { method: 'POST', body, headers })

const secretOf = ({ secret }: HubSubscription) => Buffer.from(secret).toString('base64url')

/** Seconds from now. */
const secondsUntil = (date: Date | null) => ((date?.getTime() ?? NaN) - Date.now()) / 1_000

describe('from a hub in a feed to an article that was pushed', () => {
  it('the hub is found, asked, confirmed, believed, and the feed itself is read', async () => {
    hub.publish('One')
    const subscription = await subscribe()
    expect(subscription).toMatchObject({
      hubUrl: hub.url,
      topicUrl: hub.feedUrl,
      state: 'ACTIVE',
      failures: 0,
      lastError: null,
    })
    expect(hub.subscribers).toEqual([
      {
        callback: `${test.api.url}/websub/${subscription.token}`,
        topic: hub.feedUrl,
        secret: secretOf(subscription),
      },
    ])
    expect(await headlines()).toEqual(['One'])
    expect(await poll()).toEqual([])
    expect(await pushedSources(test.db, [subscription.sourceId])).toHaveLength(1)

    hub.publish('Two')
    expect(await hub.distribute()).toEqual([202])
    expect(await poll()).toMatchObject([{ outcome: 'TAKEN', result: { added: 1 } }])
    expect(await headlines()).toEqual(['One', 'Two'])
    expect(await subscriptionOf(subscription.sourceId)).toMatchObject({
      pushes: 1,
      badSignatures: 0,
    })
  })

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('a hub may sign by %s', async (algorithm) => {
    const { sourceId } = await subscribe()
    await hub.distribute(algorithm)
    expect(await subscriptionOf(sourceId)).toMatchObject({ pushes: 1, badSignatures: 0 })
  })

  it('a push of another article than the feed has brings what the feed has', async () => {
    const subscription = await subscribe()
    hub.publish('True')
    const forged = '<rss><channel><item><title>False</title></item></channel></rss>'
    const headers = { 'x-hub-signature': sign('sha256', secretOf(subscription), forged) }
    expect((await push(subscription.token, forged, headers)).status).toBe(202)
    await poll()
    expect(await headlines()).toEqual(['True'])
  })

  it('a push that comes again has the feed read again, and changes nothing', async () => {
    const { sourceId } = await subscribe()
    hub.publish('One')
    for (const added of [1, 0]) {
      await hub.distribute()
      expect(await poll()).toMatchObject([{ outcome: 'TAKEN', result: { added } }])
    }
    expect(await headlines()).toEqual(['One'])
    expect(await subscriptionOf(sourceId)).toMatchObject({ pushes: 2 })
  })
})

describe('a hub', () => {
  it('may confirm before it answers', async () => {
    hub.behaviour.verifies = 'BEFORE'
    expect(await subscribe()).toMatchObject({ state: 'ACTIVE', failures: 0, lastError: null })
    expect(hub.subscribers).toHaveLength(1)
  })

  it('may give a shorter lease, and is asked again when four fifths of it are over', async () => {
    hub.behaviour.leaseSeconds = 3_600
    const { sourceId, token, leaseUntil, renewAt } = await subscribe()
    expect(Math.abs(secondsUntil(leaseUntil) - 3_600)).toBeLessThan(20)
    expect(Math.abs(secondsUntil(renewAt) - 2_880)).toBeLessThan(20)
    expect(await askHubs()).toEqual([])

    const later = { leaseUntil: new Date(Date.now() + 720_000), renewAt: new Date() }
    await test.db.hubSubscription.update({ where: { sourceId }, data: later })
    expect(await askHubs()).toMatchObject([{ problem: null }])
    const renewed = await subscriptionOf(sourceId)
    expect(renewed).toMatchObject({ state: 'ACTIVE', token })
    expect(Math.abs(secondsUntil(renewed.leaseUntil) - 3_600)).toBeLessThan(20)
    expect(hub.asked).toHaveLength(2)
    expect(hub.subscribers).toHaveLength(1)
  })

  it('that fails is asked later, and polled meanwhile', async () => {
    hub.behaviour.status = 500
    const id = await discover()
    expect(await askHubs()).toMatchObject([{ problem: expect.stringContaining('500') }])
    expect(await subscriptionOf(id)).toMatchObject({ state: 'PENDING', failures: 1 })
    expect(await askHubs()).toEqual([])
    expect(await pushedSources(test.db, [id])).toEqual(new Set())
  })

  it('that asks about another topic is told no', async () => {
    hub.behaviour.topic = 'https://gazette.example/other.xml'
    const id = await discover()
    await askHubs()
    expect(hub.subscribers).toEqual([])
    expect(await subscriptionOf(id)).toMatchObject({ state: 'PENDING', failures: 1 })
  })

  it('that refuses says why', async () => {
    hub.behaviour.verifies = 'NEVER'
    const { sourceId, token } = await subscribe()
    const answer = await fetch(
      address(token, {
        'hub.mode': 'denied',
        'hub.topic': hub.feedUrl,
        'hub.reason': `Members\u0000\nonly ${'x'.repeat(1_000)}`,
      }),
    )
    expect([answer.status, await answer.text()]).toEqual([200, ''])
    const { state, lastError } = await subscriptionOf(sourceId)
    expect(state).toBe('DENIED')
    expect(lastError).toMatch(/^The hub refused: Members only x{187}$/)
  })

  it('of a source that was removed is told to stop, and hears that it is meant', async () => {
    const { sourceId, token } = await subscribe()
    await test.db.source.delete({ where: { id: sourceId } })
    expect(await hub.distribute()).toEqual([410])

    await leaveHubs(test.db, options())
    await hub.settled()
    expect(hub.asked.at(-1)?.get('hub.mode')).toBe('unsubscribe')
    expect(hub.subscribers).toEqual([])
    expect((await push(token, 'feed')).status).toBe(404)
  })

  it('is not believed when it asks whether we want to leave what we do not', async () => {
    const { sourceId, token } = await subscribe()
    const answer = await fetch(
      address(token, {
        'hub.mode': 'unsubscribe',
        'hub.topic': hub.feedUrl,
        'hub.challenge': 'really?',
      }),
    )
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('really?')
    expect(await subscriptionOf(sourceId)).toMatchObject({ state: 'ACTIVE' })
  })
})

describe('a push', () => {
  const feed = '<rss/>'
  const isDue = async () => (await dueSources(test.db, 10)).length === 1

  it.each<[string, (secret: string) => Record<string, string>]>([
    ['with another secret’s signature', () => ({ 'x-hub-signature': sign('sha256', 'x', feed) })],
    [
      'with another body’s signature',
      (secret) => ({ 'x-hub-signature': sign('sha256', secret, 'other') }),
    ],
    ['with a signature that is none', () => ({ 'x-hub-signature': 'sha256=zz' })],
    ['without a signature', () => ({})],
  ])('%s is answered like any other, ignored and counted', async (_case, headersOf) => {
    const subscription = await subscribe()
    const right = { 'x-hub-signature': sign('sha256', secretOf(subscription), feed) }
    const believed = await push(subscription.token, feed, right)
    expect(await isDue()).toBe(true)
    const where = { id: subscription.sourceId }
    await recordPoll(test.db, await test.db.source.findUniqueOrThrow({ where }), {
      outcome: 'READ',
      etag: null,
      lastModified: null,
      pollSeconds: 3_600,
      waitSeconds: 3_600,
      note: null,
    })

    const ignored = await push(subscription.token, feed, headersOf(secretOf(subscription)))
    expect([ignored.status, await ignored.text()]).toEqual([believed.status, await believed.text()])
    expect(await isDue()).toBe(false)
    expect(await subscriptionOf(subscription.sourceId)).toMatchObject({
      pushes: 1,
      badSignatures: 1,
    })
  })

  it('of a hub that could be told no secret is taken as a hint', async () => {
    const { sourceId, token } = await subscribe()
    const secret = new Uint8Array()
    await test.db.hubSubscription.update({ where: { sourceId }, data: { secret } })
    expect((await push(token, feed)).status).toBe(202)
    expect(await isDue()).toBe(true)
    expect(await subscriptionOf(sourceId)).toMatchObject({ pushes: 1, badSignatures: 0 })
  })

  it('may be large, of any type, and of any bytes', async () => {
    const subscription = await subscribe()
    const body = randomBytes(10 * 1024 * 1024)
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'none of them']) {
      const signature = sign('sha256', secretOf(subscription), body)
      const headers = { 'content-type': type, 'x-hub-signature': signature }
      expect((await push(subscription.token, body, headers)).status).toBe(202)
    }
    const { sourceId } = subscription
    expect(await subscriptionOf(sourceId)).toMatchObject({ pushes: 3, badSignatures: 0 })
  })

  it('that says it is too large is refused before it is read', async () => {
    const { token, sourceId } = await subscribe()
    const answer = await sendRaw(
      `POST /websub/${token} HTTP/1.1\r\nhost: x\r\ncontent-length: 10485761\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(await subscriptionOf(sourceId)).toMatchObject({ pushes: 0, badSignatures: 0 })
  })

  it('that never ends is cut off', async () => {
    const { token, sourceId } = await subscribe()
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`
    await sendRaw(
      `POST /websub/${token} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`,
      chunk.repeat(12),
    )
    expect(test.logged.at(-1)).toContain('A push was too large')
    expect(await subscriptionOf(sourceId)).toMatchObject({ pushes: 0, badSignatures: 0 })
    expect(test.logged.join('')).not.toContain('A request failed')
  })

  it('that breaks off is nobody’s failure', async () => {
    const { token, sourceId } = await subscribe()
    const socket = connect(Number(new URL(test.api.url).port), '127.0.0.1')
    socket.write(
      `POST /websub/${token} HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n<rss`,
    )
    // "100 Continue": it is being read.
    await once(socket, 'data')
    socket.destroy()
    expect((await push(token, feed)).status).toBe(202)
    expect(await subscriptionOf(sourceId)).toMatchObject({ pushes: 0, badSignatures: 1 })
    expect(test.logged.join('')).not.toContain('A request failed')
  })

  it('while the database is gone is to be sent again', async () => {
    const proxy = await createDatabaseProxy(test.databaseUrl)
    const api = await startTestServer(proxy.url)
    await proxy.cut()
    const answer = await fetch(`${api.url}/websub/${'x'.repeat(43)}`, { method: 'POST' })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('60')
    await proxy.restore()
    await api.stop()
  })
})

describe('the callback', () => {
  const stranger = 'x'.repeat(43)

  it('gives the challenge back as it is, as text that no browser takes for a page', async () => {
    const { token } = await subscribe()
    const challenge = '<script>alert("ä")</script>'
    const answer = await fetch(
      address(token, {
        'hub.mode': 'subscribe',
        'hub.topic': hub.feedUrl,
        'hub.challenge': challenge,
        'hub.lease_seconds': '3600',
      }),
    )
    expect([answer.status, await answer.text()]).toEqual([200, challenge])
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['a token that is nobody’s', stranger],
    ['no token of ours', 'short'],
    ['no text at all', '%00'.repeat(43)],
  ])('knows nobody by %s', async (_case, token) => {
    const params = { 'hub.mode': 'subscribe', 'hub.topic': hub.feedUrl, 'hub.challenge': 'c' }
    const asked = await fetch(address(token, params))
    expect([asked.status, await asked.text()]).toEqual([404, 'There is no such subscription.'])
    expect((await push(token, 'feed')).status).toBe(404)
  })

  it('wants a challenge', async () => {
    const { token } = await subscribe()
    const params = { 'hub.mode': 'subscribe', 'hub.topic': hub.feedUrl }
    expect((await fetch(address(token, params))).status).toBe(404)
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('does not know %s', async (method) => {
    const { token } = await subscribe()
    const answer = await fetch(address(token), { method })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, POST')
  })

  it('is open to no page of any origin', async () => {
    const { token } = await subscribe()
    const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' }
    for (const method of ['OPTIONS', 'POST', 'GET']) {
      const answer = await fetch(address(token), { method, headers })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})

/** Sends bytes as they are; answers with what came back until the connection was closed. */
async function sendRaw(...parts: string[]): Promise<string> {
  const socket = connect(Number(new URL(test.api.url).port), '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => (answer += String(data)))
  socket.on('error', () => {})
  for (const part of parts) socket.write(part)
  await new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return answer
}
