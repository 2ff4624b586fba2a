import { once } from 'node:events'

import { createAccount, createApiKey, revokeApiKey, updateAccount } from '@courant/feed'
import { createPasswords } from '@courant/feed/passwords'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'

import { post, startTestApi, type TestApi } from '../api.fixture.ts'
import { expiredKey, keyFor } from './key.fixture.ts'
import { identifyViewer } from './viewer.ts'
import { watchViewer } from './watch.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

/** Every field that does more than read, with the scope that it needs. */
const guarded = [
  ['sourceCreate', 'SOURCES_WRITE', 'input: { url: "http://127.0.0.1:1/feed.xml" }'],
  ['sourceUpdate', 'SOURCES_WRITE', 'input: { id: "nobody" }'],
  ['sourceRemove', 'SOURCES_WRITE', 'input: { id: "nobody" }'],
  ['sourcesPoll', 'SOURCES_WRITE', 'input: { ids: ["nobody"] }'],
  ['opmlImport', 'SOURCES_WRITE', 'input: { opml: "" }'],
  ['ingest', 'ARTICLES_WRITE', 'input: { url: "http://127.0.0.1:1/feed.xml" }'],
  ['feedPreview', 'SOURCES_WRITE', 'url: "http://127.0.0.1:1/feed.xml"'],
] as const
const asking = (field: string, args: string) =>
  `${field === 'feedPreview' ? 'query' : 'mutation'} { ${field}(${args}) { userErrors { field code } } }`

describe.each(guarded)('%s', (field, scope, args) => {
  const document = asking(field, args)

  it('is refused without a key', async () => {
    const { status, headers, errors } = await test.query(document)
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(`needs an API key with the scope ${scope}`),
        extensions: { code: 'UNAUTHENTICATED', scope },
      },
    ])
  })

  it('is refused with a key that is wrong', async () => {
    const { status, data, errors } = await test.query(document, {}, 'ck_wrong')
    expect([status, data]).toEqual([401, undefined])
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  })

  it('is refused with a key whose time is over', async () => {
    const { status, errors } = await test.query(document, {}, await expiredKey(test.db))
    expect(status).toBe(401)
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('This API key has expired.'),
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ])
  })

  it('is refused with a key for something else', async () => {
    const other = scope === 'SOURCES_WRITE' ? 'ARTICLES_WRITE' : 'SOURCES_WRITE'
    const { status, errors } = await test.query(document, {}, await keyFor(test.db, other))
    expect(status).toBe(403)
    expect(errors).toMatchObject([
      { message: expect.stringContaining(scope), extensions: { code: 'FORBIDDEN', scope } },
    ])
  })

  it('is heard with the right key, which finds the input wrong', async () => {
    const { status, data, errors } = await test.query(document, {}, await keyFor(test.db, scope))
    expect({ status, errors }).toEqual({ status: 200, errors: undefined })
    expect(data).toEqual({
      [field]: { userErrors: [{ field: expect.any(String), code: expect.any(String) }] },
    })
  })
})

describe('a reader', () => {
  const query = '{ sources { slug } }'
  const answer = { data: { sources: [{ slug: 'gazette' }] } }
  const ask = (authorization: string) => post(test.url, { query }, { authorization })

  it('needs no key', async () => {
    expect(await (await post(test.url, { query })).json()).toMatchObject(answer)
  })

  it.each([
    ['a key that is wrong', 'Bearer ck_wrong'],
    ['a key without its scheme', 'ck_wrong'],
    ['nothing where a key belongs', 'Bearer '],
  ])('is told of %s, which they think counts', async (_, authorization) => {
    const response = await ask(authorization)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
  })

  it('may have a password that is meant for a proxy before us', async () => {
    expect(await (await ask('Basic cmVhZGVyOnNlY3JldA==')).json()).toMatchObject(answer)
  })

  it('may send a key as a password, as feed readers do, and is told where it is wrong', async () => {
    const basic = (key: string) => `Basic ${Buffer.from(`reader:${key}`).toString('base64')}`
    const key = await keyFor(test.db, 'SOURCES_WRITE')
    expect(await (await ask(basic(key))).json()).toMatchObject(answer)
    expect((await ask(basic('ck_wrong'))).status).toBe(401)
  })

  it('may write the scheme as they like', async () => {
    const key = await keyFor(test.db, 'SOURCES_WRITE')
    expect(await (await ask(`bearer  ${key}`)).json()).toMatchObject(answer)
  })

  it('is told by a page of another origin too', async () => {
    const headers = { origin: 'http://localhost:3000', authorization: 'Bearer ck_wrong' }
    const response = await post(test.url, { query }, headers)
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
  })
})

describe('over server-sent events', () => {
  const accept = 'text/event-stream'
  const ask = (query: string, key: string) =>
    post(test.url, { query }, { accept, authorization: `Bearer ${key}` })

  it('a key that is wrong is refused', async () => {
    const response = await ask('subscription { articleAdded { cursor } }', 'ck_wrong')
    expect(response.status).toBe(401)
  })

  it('a key counts', async () => {
    const document = asking('sourceUpdate', 'input: { id: "nobody" }')
    const right = await (await ask(document, await keyFor(test.db, 'SOURCES_WRITE'))).text()
    expect(right).toContain('UNKNOWN_SOURCE')
    const other = await (await ask(document, await keyFor(test.db, 'ARTICLES_WRITE'))).text()
    expect(other).toContain('"code":"FORBIDDEN"')
  })
})

describe('over WebSocket', () => {
  async function hello(payload: object): Promise<WebSocket> {
    const socket = new WebSocket(test.url.replace('http', 'ws'), 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init', payload }))
    return socket
  }

  async function hear(socket: WebSocket): Promise<unknown> {
    const [data] = (await once(socket, 'message')) as [Buffer]
    return JSON.parse(String(data)) as unknown
  }

  it('a key that is wrong closes the connection, and says why', async () => {
    const socket = await hello({ authorization: 'Bearer ck_wrong' })
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
    expect([code, String(reason)]).toEqual([
      4401,
      expect.stringContaining('UNAUTHENTICATED: There is no such API key.'),
    ])
  })

  it.each(['authorization', 'Authorization'])('a key counts, as `%s`', async (name) => {
    const socket = await hello({ [name]: `Bearer ${await keyFor(test.db, 'SOURCES_WRITE')}` })
    expect(await hear(socket)).toEqual({ type: 'connection_ack' })
    const query = asking('sourceUpdate', 'input: { id: "nobody" }')
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
    expect(await hear(socket)).toMatchObject({
      payload: { data: { sourceUpdate: { userErrors: [{ code: 'UNKNOWN_SOURCE' }] } } },
    })
    socket.close()
  })

  it('who has no key reads all the same, and no more', async () => {
    const socket = await hello({})
    expect(await hear(socket)).toEqual({ type: 'connection_ack' })
    const query = asking('sourceUpdate', 'input: { id: "nobody" }')
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
    expect(await hear(socket)).toMatchObject({
      payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED', scope: 'SOURCES_WRITE' } }] },
    })
    socket.close()
  })
})

describe('a connection that stays open', () => {
  it('is told when its key is revoked, once, and not before', async () => {
    const watch = async (name: string) => {
      const { record } = await createApiKey(test.db, { name, scopes: ['SOURCES_WRITE'] })
      const onLoss = vi.fn<() => void>()
      const viewer = { kind: 'key', id: record.id, name, scopes: [] } as const
      const unwatch = watchViewer(test.db, viewer, onLoss, 5)
      return { unwatch, onLoss, revoke: () => revokeApiKey(test.db, record.id) }
    }
    const [kept, lost] = [await watch('Kept'), await watch('Lost')]
    await lost.revoke()
    await vi.waitFor(() => expect(lost.onLoss).toHaveBeenCalled(), 10_000)
    expect(kept.onLoss).not.toHaveBeenCalled()
    await kept.revoke()
    await vi.waitFor(() => expect(kept.onLoss).toHaveBeenCalled(), 10_000)
    expect(lost.onLoss).toHaveBeenCalledOnce()
    kept.unwatch()
    lost.unwatch()
  })
})

describe('a session on a connection that stays open', () => {
  it.each<[string, (accountId: string) => Promise<unknown>]>([
    ['signs out', (accountId) => test.db.session.deleteMany({ where: { accountId } })],
    ['may no more what they might', (id) => updateAccount(test.db, id, { role: 'EDITOR' })],
    ['is kept out', (id) => updateAccount(test.db, id, { active: false })],
  ])('is told when whoever has it %s', async (name, change) => {
    const passwords = createPasswords({ memoryKiB: 8, passes: 1 })
    const make = (email: string) =>
      createAccount(
        test.db,
        { email, password: 'the tide is out', address: name },
        { signUp: 'open', passwords },
      )
    // Somebody has to be the admin for others to change.
    const admin = await make(`admin-${name.length}@news.example`)
    await test.db.account.update({ where: { id: admin.account.id }, data: { role: 'ADMIN' } })
    const { account, token } = await make(`reader-${name.length}@news.example`)
    const onLoss = vi.fn<() => void>()
    const viewer = await identifyViewer(test.db, { session: token })
    const unwatch = watchViewer(test.db, viewer, onLoss, 5)
    await change(account.id)
    await vi.waitFor(() => expect(onLoss).toHaveBeenCalledOnce(), 10_000)
    unwatch()
  })
})

it('the log holds no key and no Authorization header', async () => {
  const key = await keyFor(test.db, 'SOURCES_WRITE')
  await test.db.$executeRaw`ALTER TABLE source RENAME TO source_away`
  const document = asking('sourceUpdate', 'input: { id: "nobody" }')
  const { errors } = await test.query(document, {}, key)
  await test.db.$executeRaw`ALTER TABLE source_away RENAME TO source`
  await test.query(document, {}, 'ck_wrong')
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
  expect(test.logged.length).toBeGreaterThan(0)
  expect(test.logged.join('')).not.toMatch(/ck_|authorization|bearer/i)
})
