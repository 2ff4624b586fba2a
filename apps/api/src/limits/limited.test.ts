import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'

import { createApiKey } from '@courant/feed'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'

import { bearing, post, startTestApi, type TestApi } from '../api.fixture.ts'
import { connect, liveCursor } from '../live.fixture.ts'

const limit = 300
const settings = {
  COST_LIMIT: String(limit),
  // So little that nothing comes back while a test runs.
  COST_REFILL: '1',
  STREAMS_PER_ADDRESS: '2',
}

let test: TestApi
beforeAll(async () => {
  test = await startTestApi(settings)
})
afterAll(() => test.close())

/** Each test is somebody else, behind the web's proxy. */
let count = 0
const somebody = () => ({ 'x-forwarded-for': `203.0.113.${(count += 1)}` })

const hundred = '{ sources { slug } }'
const cheap = '{ __typename }'
const dear = '{ articles(first: 100) { edges { node { topics { score } } } } }'

describe('over HTTP', () => {
  it('an operation says what it cost', async () => {
    const answer = await (await post(test.url, { query: hundred }, somebody())).json()
    expect(answer).toMatchObject({
      data: { sources: [{ slug: 'gazette' }] },
      // 101, and one for the request.
      extensions: { cost: { requested: 101, available: limit - 102, limit, refill: 1 } },
    })
  })

  it('a client that has spent its budget is told when to come again', async () => {
    const from = somebody()
    await post(test.url, { query: hundred }, from)
    await post(test.url, { query: hundred }, from)
    const response = await post(test.url, { query: hundred }, from)
    const { data, errors } = (await response.json()) as {
      data?: unknown
      errors: { extensions: { code: string; retryAfter: number } }[]
    }
    expect([response.status, data, errors[0]?.extensions.code]).toEqual([
      429,
      undefined,
      'RATE_LIMITED',
    ])
    expect(response.headers.get('retry-after')).toBe(String(errors[0]?.extensions.retryAfter))
    expect(errors[0]?.extensions).not.toHaveProperty('http')
    expect((await post(test.url, { query: hundred }, somebody())).status).toBe(200)
  })

  it('what costs more than any budget never runs', async () => {
    const response = await post(test.url, { query: dear }, somebody())
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'COST_EXCEEDED', cost: { requested: 1_102, limit } } }] },
    ])
  })

  it('a key has a budget of its own, wherever it is used', async () => {
    const { key } = await createApiKey(test.db, { name: 'reader', scopes: ['ARTICLES_WRITE'] })
    const spend = () => post(test.url, { query: hundred }, { ...somebody(), ...bearing(key) })
    expect([(await spend()).status, (await spend()).status, (await spend()).status]).toEqual([
      200, 200, 429,
    ])
  })

  it.each([
    ['no JSON', '{'],
    ['no GraphQL', { query: '{' }],
    ['a key that is wrong', { query: cheap }],
  ])('requests with %s are counted too', async (what, body) => {
    const headers = { ...somebody(), ...(what.includes('key') ? bearing('ck_wrong') : {}) }
    await post(test.url, { query: hundred }, somebody())
    const statuses = new Set<number>()
    for (let n = 0; n <= limit + 10; n += 1) {
      const { status } = await post(test.url, body, headers)
      statuses.add(status)
      if (status === 429) break
    }
    expect(statuses).toContain(429)
  })

  it('a client cannot pose as another by writing to the header of the proxy', async () => {
    const real = '203.0.113.200'
    const forged = () => ({ 'x-forwarded-for': `1.2.3.${(count += 1)}, ${real}` })
    await post(test.url, { query: hundred }, forged())
    await post(test.url, { query: hundred }, forged())
    expect((await post(test.url, { query: hundred }, forged())).status).toBe(429)
  })
})

describe('over server-sent events', () => {
  const open = async (query: string, headers: Record<string, string>) => {
    const address = `${test.url}?query=${encodeURIComponent(query)}`
    const asked = get(address, { headers: { accept: 'text/event-stream', ...headers } })
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    return response
  }

  it('the same budget is spent', async () => {
    const from = somebody()
    await post(test.url, { query: hundred }, from)
    await post(test.url, { query: hundred }, from)
    const response = await open(hundred, from)
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, expect.anything()])
    response.destroy()
  })

  it('an address has so many streams, and another when one is closed', async () => {
    const from = somebody()
    const subscription = 'subscription { articleAdded { cursor } }'
    const streams = [await open(subscription, from), await open(subscription, from)]
    const third = await open(subscription, from)
    expect([third.statusCode, third.headers['retry-after']]).toEqual([429, '30'])
    third.destroy()
    streams[0]?.destroy()
    await expect
      .poll(
        async () => {
          const response = await open(subscription, from)
          response.destroy()
          return response.statusCode
        },
        { timeout: 10_000 },
      )
      .toBe(200)
    streams[1]?.destroy()
  })
})

describe('events', () => {
  it('that cost more than there is come later, and none is lost', async () => {
    const after = await liveCursor(test)
    const query = `subscription ($after: String) {
      articleAdded(after: $after) { cursor article { headline related(first: 80) { article { id } } } }
    }`
    const follow = async (from: Record<string, string>, cursor: string) => {
      const search = new URLSearchParams({ query, variables: JSON.stringify({ after: cursor }) })
      const headers = { accept: 'text/event-stream', ...from }
      const request = get(`${test.url}?${search.toString()}`, { headers })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      const results = () =>
        [...text.matchAll(/^event: next\ndata: (.*)$/gm)].map(([, data]) => data!)
      return { results, close: () => request.destroy() }
    }
    const from = somebody()
    const stream = await follow(from, after)
    await test.save({ headline: 'One' })
    await test.save({ headline: 'Two' })
    await vi.waitFor(() => expect(stream.results()).toHaveLength(1), 10_000)

    const first = JSON.parse(stream.results()[0]!) as {
      data: { articleAdded: { cursor: string; article: { headline: string } } }
    }
    expect(first.data.articleAdded.article.headline).toBe('One')
    expect((await post(test.url, { query: cheap }, from)).status).toBe(200)
    const resumed = await follow(somebody(), first.data.articleAdded.cursor)
    await vi.waitFor(() => expect(resumed.results()).toHaveLength(1), 10_000)
    expect(resumed.results()[0]).toContain('"Two"')
    expect(stream.results()).toHaveLength(1)
    stream.close()
    resumed.close()
  })
})

describe('over WebSocket', () => {
  const socketFrom = (headers: Record<string, string>) =>
    new WebSocket(test.url.replace('http', 'ws'), 'graphql-transport-ws', { headers })

  it('an operation says what it cost, until the budget is spent', async () => {
    const headers = somebody()
    class Socket extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers })
      }
    }
    const client = connect(test.url, Socket)
    const ask = async () => (await client.iterate({ query: hundred }).next()).value as unknown
    expect(await ask()).toMatchObject({
      extensions: { cost: { requested: 101, available: limit - 102 } },
    })
    await ask()
    await expect(ask()).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }])
    await client.dispose()
  })

  it('an address has so many sockets', async () => {
    const from = somebody()
    const sockets = [socketFrom(from), socketFrom(from)]
    await Promise.all(sockets.map((socket) => once(socket, 'open')))
    const [error] = (await once(socketFrom(from), 'error')) as [Error]
    expect(error.message).toBe('Unexpected server response: 429')
    for (const socket of sockets) socket.close()
  })
})
