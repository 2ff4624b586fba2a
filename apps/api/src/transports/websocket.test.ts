import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { createConnection } from 'node:net'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { startTestApi, type TestApi } from '../api.fixture.ts'
import { connect } from '../live.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

async function ask(query: string, variables?: Record<string, unknown>): Promise<unknown> {
  const client = connect(test.url)
  try {
    const { value } = await client.iterate({ query, variables }).next()
    return value
  } finally {
    await client.dispose()
  }
}

interface Connection {
  socket: WebSocket
  say: (message: object | string) => void
  hear: () => Promise<unknown>
}

/** A socket by hand, opened and acknowledged. */
async function open(): Promise<Connection> {
  const socket = new WebSocket(test.url.replace('http', 'ws'), 'graphql-transport-ws')
  await once(socket, 'open')
  const connection: Connection = {
    socket,
    say: (message: object | string) =>
      socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async hear() {
      const [data] = (await once(socket, 'message')) as [Buffer]
      return JSON.parse(String(data)) as unknown
    },
  }
  connection.say({ type: 'connection_init' })
  expect(await connection.hear()).toEqual({ type: 'connection_ack' })
  return connection
}

const subscription = 'subscription { articleAdded { cursor } }'

describe('over WebSocket', () => {
  it('queries are answered too', async () => {
    expect(await ask('{ sources { slug } }')).toMatchObject({
      data: { sources: [{ slug: 'gazette' }] },
    })
  })

  it.each([
    ['no GraphQL', '{', 'GRAPHQL_PARSE_FAILED'],
    [
      'nested too deep',
      `{ topics { ${'parent { '.repeat(10)} id ${'} '.repeat(10)} } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['with a NUL', '{ topic(slug: "\\u0000") { id } }', 'BAD_USER_INPUT'],
  ])('an operation is refused that is %s', async (_, query, code) => {
    await expect(ask(query)).rejects.toMatchObject([{ extensions: { code } }])
  })

  it.each([
    ['an unknown actor', { filter: { actors: { all: ['nobody'] } } }, 'UNKNOWN_ACTOR'],
    ['a variable of another type', { filter: 'all' }, 'BAD_USER_INPUT'],
  ])('a subscription by %s is told so', async (_, variables, code) => {
    const query = `subscription ($filter: ArticleFilter) { articleAdded(filter: $filter) { cursor } }`
    expect(await ask(query, variables)).toMatchObject({ errors: [{ extensions: { code } }] })
  })

  it('an error of our own is masked', async () => {
    await test.db.$executeRaw`ALTER TABLE topic RENAME TO topic_away`
    const answer = await ask('{ topics { slug } }')
    await test.db.$executeRaw`ALTER TABLE topic_away RENAME TO topic`
    const extensions = { code: 'INTERNAL_SERVER_ERROR', reference: expect.any(String) }
    expect(answer).toMatchObject({ errors: [{ message: 'Internal error', extensions }] })
  })

  it('one connection carries twenty subscriptions', async () => {
    const { socket, say, hear } = await open()
    for (let id = 0; id <= 20; id += 1) {
      say({ id: `${id}`, type: 'subscribe', payload: { query: subscription } })
    }
    expect(await hear()).toMatchObject({
      id: '20',
      type: 'error',
      payload: [{ message: 'One connection carries at most 20 operations.' }],
    })
    socket.close()
  })

  it('a subscription that the client completes leaves nothing behind', async () => {
    const { socket, say, hear } = await open()
    for (let round = 0; round < 25; round += 1) {
      say({ id: '1', type: 'subscribe', payload: { query: subscription } })
      say({ id: '1', type: 'complete' })
    }
    say({ type: 'ping' })
    expect(await hear()).toEqual({ type: 'pong' })
    socket.close()
  })
})

describe('a WebSocket', () => {
  it.each([
    ['without an origin', undefined, undefined],
    ['from the web app', 'http://localhost:3000', undefined],
    ['from the host it asks', () => new URL(test.url).origin, undefined],
    ['from another site', 'https://evil.example', 'Unexpected server response: 403'],
    ['from a page without one', 'null', 'Unexpected server response: 403'],
  ])('%s opens or not', async (_, origin, error) => {
    const from = typeof origin === 'function' ? origin() : origin
    const socket = new WebSocket(test.url.replace('http', 'ws'), 'graphql-transport-ws', {
      ...(from !== undefined && { origin: from }),
    })
    const outcome = await once(socket, 'open').then(
      () => undefined,
      ({ message }: Error) => message,
    )
    expect(outcome).toBe(error)
    socket.close()
  })

  it.each(['/elsewhere', '/', '//', '//[', 'http://', '/graphql/%', '*'])(
    'opens at the address of GraphQL alone, not at %s',
    async (path) => {
      const upgrade = request(test.url, {
        path,
        headers: { connection: 'upgrade', upgrade: 'websocket' },
      }).end()
      const [response] = (await once(upgrade, 'response')) as [IncomingMessage]
      expect(response.resume().statusCode).toBe(404)
    },
  )

  it('that is turned away and breaks off harms nobody', async () => {
    const { port } = new URL(test.url)
    const lines = [
      'GET /elsewhere HTTP/1.1',
      'Host: x',
      'Connection: upgrade',
      'Upgrade: websocket',
    ]
    for (let n = 0; n < 20; n += 1) {
      const socket = createConnection(Number(port), '127.0.0.1')
      await once(socket, 'connect')
      socket.write(`${lines.join('\r\n')}\r\n\r\n`, () => socket.resetAndDestroy())
      await once(socket, 'close')
    }
    expect(await ask('{ sources { slug } }')).toHaveProperty('data')
  })

  const subscribe = { id: '1', type: 'subscribe', payload: { query: subscription } }

  it.each<[string, number, (object | string)[]]>([
    ['that says no JSON', 4400, ['{']],
    ['that says what is no message', 4400, [{ type: 'shout' }]],
    ['that subscribes to nothing', 4400, [{ id: '1', type: 'subscribe', payload: {} }]],
    ['that says hello twice', 4429, [{ type: 'connection_init' }]],
    ['that uses an id twice', 4409, [subscribe, subscribe]],
  ])('is closed on a client %s: %i', async (_, code, messages) => {
    const { socket, say } = await open()
    for (const message of messages) say(message)
    expect((await once(socket, 'close'))[0]).toBe(code)
  })

  it.each<[string, number, string[], object[]]>([
    ['that speaks no protocol', 4406, [], []],
    ['that subscribes before it says hello', 4401, ['graphql-transport-ws'], [subscribe]],
    ['that never says hello', 4408, ['graphql-transport-ws'], []],
    [
      'whose key is wrong',
      4401,
      ['graphql-transport-ws'],
      [{ type: 'connection_init', payload: { authorization: 'Bearer ck_wrong' } }],
    ],
  ])('is closed on a client %s: %i', async (_, code, protocols, messages) => {
    const socket = new WebSocket(test.url.replace('http', 'ws'), protocols)
    const closed = once(socket, 'close')
    await once(socket, 'open')
    for (const message of messages) socket.send(JSON.stringify(message))
    expect((await closed)[0]).toBe(code)
  })
})
