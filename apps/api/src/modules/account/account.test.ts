import { on, once } from 'node:events'

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { post, startTestApi, startTestServer, type TestApi } from '../../api.fixture.ts'
import { keyFor } from '../../auth/key.fixture.ts'
import type { Api } from '../../server.ts'

let test: TestApi
/** Another API on the same database, where reading is closed, sign-up open and cookies go in clear. */
let closed: Api
beforeAll(async () => {
  test = await startTestApi()
  closed = await startTestServer(test.databaseUrl, [], {
    READING: 'closed',
    SIGN_UP: 'open',
    INSECURE_COOKIES: 'true',
  })
})
beforeEach(async () => {
  await test.db.account.deleteMany()
  await test.db.signInAttempt.deleteMany()
})
afterAll(async () => {
  await closed.stop()
  await test.close()
})

const ada = { email: 'ada@news.example', password: 'the tide is out' }
const payload = 'account { email role } userErrors { field code }'

interface Answered {
  status: number
  cookie: string | null
  data: Record<string, Record<string, unknown> | null>
  errors?: { extensions: { code: string } }[]
}

async function send(
  query: string,
  { input, cookie, ...headers }: { input?: object; cookie?: string } & Record<string, unknown> = {},
  url = test.url,
): Promise<Answered> {
  const sent = { ...(headers as Record<string, string>), ...(cookie && { cookie }) }
  const response = await post(url, { query, variables: { input } }, sent)
  const body = (await response.json()) as Pick<Answered, 'data' | 'errors'>
  return { status: response.status, cookie: response.headers.get('set-cookie'), ...body }
}

const create = `mutation ($input: AccountCreateInput!) { accountCreate(input: $input) { ${payload} } }`
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { ${payload} } }`
const whoAmI = '{ viewer { account { email role } scopes } }'

/** What a browser sends back of what it was given. */
const kept = ({ cookie }: Answered) => cookie!.split(';')[0]!

async function admin(): Promise<string> {
  const { token } = (await test.api.inviteFirstAdmin())!
  return kept(await send(create, { input: { ...ada, invitation: token } }))
}

describe('signing in', () => {
  it('sets a cookie that scripts and other sites do not get, and that says who asks', async () => {
    await admin()
    const answered = await send(signIn, { input: ada })
    expect(answered.data['signIn']).toEqual({
      account: { email: ada.email, role: 'ADMIN' },
      userErrors: [],
    })
    expect(answered.cookie).toMatch(
      /^__Host-courant-session=cs_[\w-]{43}; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax; Secure$/,
    )
    expect((await send(whoAmI, { cookie: `theme=dark; ${kept(answered)}` })).data).toEqual({
      viewer: {
        account: { email: ada.email, role: 'ADMIN' },
        scopes: ['ARTICLES_WRITE', 'ENTITIES_WRITE', 'SOURCES_WRITE', 'WEBHOOKS_WRITE'],
      },
    })
  })

  it('ends the session that the browser had before', async () => {
    const before = await admin()
    await send(signIn, { input: ada, cookie: before })
    expect((await send(whoAmI, { cookie: before })).data).toEqual({ viewer: null })
    expect(await test.db.session.count()).toBe(1)
  })

  it('tells a wrong password and nobody alike, and sets no cookie', async () => {
    await admin()
    const wrong = await send(signIn, { input: { ...ada, password: 'the tide is in' } })
    const nobody = await send(signIn, { input: { ...ada, email: 'eve@news.example' } })
    expect(wrong).toEqual(nobody)
    expect(wrong).toMatchObject({
      status: 200,
      cookie: null,
      data: { signIn: { account: null, userErrors: [{ code: 'WRONG_CREDENTIALS' }] } },
    })
  })

  it('gets slow by the network it comes from, which a proxy of ours tells', async () => {
    await admin()
    const guess = (network: string) =>
      send(signIn, { input: { ...ada, password: 'guessing' }, 'x-forwarded-for': network })
    const codeOf = ({ data }: Answered) =>
      (data['signIn']!['userErrors'] as { code: string }[])[0]?.code
    for (let nr = 0; nr < 5; nr += 1) await guess(`2001:db8::${nr}`)
    expect(codeOf(await guess('2001:db8:0:0:ffff::1'))).toBe('TOO_MANY_ATTEMPTS')
    // What was written before the proxy's own word is the client's invention.
    expect(codeOf(await guess('192.0.2.1, 2001:db8::9'))).toBe('TOO_MANY_ATTEMPTS')
    expect(codeOf(await guess('2001:db8:0:1::1'))).toBe('WRONG_CREDENTIALS')
  })

  it('cannot be done over WebSocket, where a session counts all the same', async () => {
    const cookie = await admin()
    const socket = new WebSocket(test.url.replace('http', 'ws'), 'graphql-transport-ws', {
      headers: { cookie },
    })
    await once(socket, 'open')
    const messages = on(socket, 'message') as AsyncIterableIterator<[Buffer]>
    const hear = async (type: string): Promise<unknown> => {
      const { value } = (await messages.next()) as { value: [Buffer] }
      const message = JSON.parse(String(value[0])) as { type: string; payload?: unknown }
      return message.type === type ? message.payload : hear(type)
    }
    socket.send(JSON.stringify({ type: 'connection_init' }))
    await hear('connection_ack')
    const ask = (id: string, query: string) =>
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }))
    ask('1', whoAmI)
    expect(await hear('next')).toMatchObject({
      data: { viewer: { account: { email: ada.email } } },
    })
    ask('2', `mutation { signIn(input: { email: "a@b", password: "c" }) { ${payload} } }`)
    expect(await hear('next')).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
    socket.close()
  })
})

describe('a session', () => {
  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of another site, without saying which', { 'sec-fetch-site': 'cross-site' }],
    ['of a neighbour on the same site', { 'sec-fetch-site': 'same-site' }],
  ])('does not count for a page %s', async (_, headers) => {
    const cookie = await admin()
    expect((await send(whoAmI, { cookie, ...headers })).data).toEqual({ viewer: null })
  })

  it.each([
    ['its own page', () => ({ origin: test.api.url, 'sec-fetch-site': 'same-origin' })],
    ['a page that may', () => ({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' })],
  ])('counts for %s', async (_, headers) => {
    const cookie = await admin()
    expect((await send(whoAmI, { cookie, ...headers() })).data).not.toEqual({ viewer: null })
  })

  it('ends with signing out, and takes the cookie away', async () => {
    const cookie = await admin()
    const out = 'mutation { signOut { signedOut userErrors { code } } }'
    const answered = await send(out, { cookie })
    expect(answered.data).toEqual({ signOut: { signedOut: true, userErrors: [] } })
    expect(answered.cookie).toMatch(/^__Host-courant-session=; Path=\/; Max-Age=0;/)
    expect((await send(whoAmI, { cookie })).data).toEqual({ viewer: null })
    expect((await send(out, { cookie })).data['signOut']).toMatchObject({ signedOut: false })
  })

  it('can be told from the others, which end by themselves', async () => {
    const other = await admin()
    const cookie = kept(await send(signIn, { input: ada }))
    const where = '{ viewer { sessions { current } } }'
    expect((await send(where, { cookie })).data).toEqual({
      viewer: { sessions: [{ current: true }, { current: false }] },
    })
    const out = 'mutation { signOut(input: { elsewhere: true }) { signedOut } }'
    const answered = await send(out, { cookie })
    expect(answered).toMatchObject({ cookie: null, data: { signOut: { signedOut: true } } })
    expect((await send(where, { cookie })).data).toEqual({
      viewer: { sessions: [{ current: true }] },
    })
    expect((await send(whoAmI, { cookie: other })).data).toEqual({ viewer: null })
    expect((await send(out, { cookie })).data['signOut']).toMatchObject({ signedOut: false })
  })

  it('stays when the password changes; the others end', async () => {
    const other = await admin()
    const cookie = kept(await send(signIn, { input: ada }))
    const change = `mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { ${payload} } }`
    const input = { currentPassword: 'not this', newPassword: 'low water at nine' }
    expect((await send(change, { cookie, input })).data['passwordChange']).toMatchObject({
      userErrors: [{ field: 'input.currentPassword', code: 'WRONG_PASSWORD' }],
    })
    const right = { ...input, currentPassword: ada.password }
    expect((await send(change, { cookie, input: right })).data['passwordChange']).toMatchObject({
      account: { email: ada.email },
    })
    expect((await send(whoAmI, { cookie: other })).data).toEqual({ viewer: null })
    expect((await send(whoAmI, { cookie })).data).not.toEqual({ viewer: null })
  })
})

describe('an admin', () => {
  it('invites an editor, who may change sources and no accounts', async () => {
    const cookie = await admin()
    const invite = `mutation ($input: AccountInviteInput!) {
      accountInvite(input: $input) { invitation expiresAt userErrors { code } } }`
    const invited = await send(invite, { cookie, input: { role: 'EDITOR' } })
    const { invitation } = invited.data['accountInvite'] as { invitation: string }
    const once = { cookie, input: { role: 'EDITOR', idempotencyKey: 'one' } }
    const [shown, again] = [await send(invite, once), await send(invite, once)]
    expect(again.data['accountInvite']).toEqual({
      ...shown.data['accountInvite'],
      invitation: null,
      userErrors: [{ code: 'ALREADY_SHOWN' }],
    })
    expect(await test.db.invitation.count({ where: { role: 'EDITOR' } })).toBe(2)
    const bea = { email: 'bea@news.example', password: 'low water at nine', invitation }
    const editor = kept(await send(create, { input: bea }))
    const change = 'mutation { sourceUpdate(input: { id: "nobody" }) { userErrors { code } } }'
    expect((await send(change, { cookie: editor })).data['sourceUpdate']).toEqual({
      userErrors: [{ code: 'UNKNOWN_SOURCE' }],
    })
    const refused = await send(invite, { cookie: editor, input: {} })
    expect([refused.status, refused.errors]).toMatchObject([
      403,
      [{ extensions: { code: 'FORBIDDEN', role: 'ADMIN' } }],
    ])
  })

  it('sees all accounts, and says what they may', async () => {
    const cookie = await admin()
    const list = '{ accounts { edges { node { id email active } } } }'
    const { data } = await send(list, { cookie })
    const [edge] = (data['accounts'] as { edges: { node: { id: string } }[] }).edges
    expect(edge?.node).toMatchObject({ email: ada.email, active: true })
    const update = `mutation ($input: AccountUpdateInput!) { accountUpdate(input: $input) { ${payload} } }`
    const input = { id: edge!.node.id, role: 'READER' }
    expect((await send(update, { cookie, input })).data['accountUpdate']).toEqual({
      account: null,
      userErrors: [{ field: 'input.id', code: 'LAST_ADMIN' }],
    })
  })
})

describe('API keys', () => {
  it('are made by an admin, shown once, listed without it, and revoked', async () => {
    const cookie = await admin()
    const make = `mutation ($input: ApiKeyCreateInput!) {
      apiKeyCreate(input: $input) { key apiKey { id prefix scopes } userErrors { field code } } }`
    const input = { name: 'Importer', scopes: ['ENTITIES_WRITE'] }
    const made = (await send(make, { cookie, input })).data['apiKeyCreate'] as unknown as Made
    expect(made).toMatchObject({
      key: expect.stringContaining(made.apiKey.prefix),
      apiKey: { scopes: ['ENTITIES_WRITE'] },
      userErrors: [],
    })
    const authorization = `Bearer ${made.key}`
    expect((await send(whoAmI, { authorization })).data).toEqual({
      viewer: { account: null, scopes: ['ENTITIES_WRITE'] },
    })
    const { data } = await send(
      '{ apiKeys(first: 1) { nodes { id revokedAt } totalCount } accounts { nodes { email } totalCount } }',
      {
        cookie,
      },
    )
    const apiKeys = data['apiKeys'] as unknown as Listed
    const accounts = data['accounts'] as unknown as Listed
    expect(apiKeys.nodes).toEqual([{ id: made.apiKey.id, revokedAt: null }])
    expect(apiKeys.totalCount).toBe(await test.db.apiKey.count())
    expect(accounts.totalCount).toBe(accounts.nodes.length)
    const end = `mutation ($input: ApiKeyRevokeInput!) {
      apiKeyRevoke(input: $input) { apiKey { revokedAt } userErrors { field code } } }`
    expect(
      (await send(end, { cookie, input: { id: made.apiKey.id } })).data['apiKeyRevoke'],
    ).toEqual({
      apiKey: { revokedAt: expect.any(String) },
      userErrors: [],
    })
    expect((await send(whoAmI, { authorization })).status).toBe(401)
    const again = { ...input, idempotencyKey: 'one' }
    const ask = async () => (await send(make, { cookie, input: again })).data['apiKeyCreate']
    const once = (await ask()) as unknown as Made
    const twice = await ask()
    expect(once).toMatchObject({ key: expect.stringMatching(/^ck_/), userErrors: [] })
    expect(twice).toMatchObject({
      key: null,
      apiKey: { id: once.apiKey.id },
      userErrors: [{ field: 'input.idempotencyKey', code: 'ALREADY_SHOWN' }],
    })
    const kept = await test.db.idempotencyKey.findMany()
    expect(JSON.stringify(kept.map(({ answer }) => answer))).not.toContain(once.key.slice(9))
    const wrong = await send(make, { cookie, input: { name: '', scopes: ['ARTICLES_WRITE'] } })
    expect(wrong.data['apiKeyCreate']).toMatchObject({
      userErrors: [{ field: 'input.name', code: 'BAD_NAME' }],
    })
  })
})

interface Made {
  key: string
  apiKey: { id: string; prefix: string }
}

interface Listed {
  nodes: object[]
  totalCount: number
}

describe('where reading is closed', () => {
  const read = '{ sources { slug } }'
  const url = () => `${closed.url}/graphql`

  it('nobody reads who is not somebody, and whoever makes an account or has a key does', async () => {
    const refused = await send(read, {}, url())
    expect([refused.status, refused.errors]).toMatchObject([
      401,
      [{ extensions: { code: 'UNAUTHENTICATED' } }],
    ])
    const made = await send(create, { input: ada }, url())
    expect(made.cookie).toMatch(/^courant-session=cs_[\w-]{43}; .*; HttpOnly; SameSite=Lax$/)
    const answer = { sources: [{ slug: 'gazette' }] }
    expect((await send(read, { cookie: kept(made) }, url())).data).toEqual(answer)
    const authorization = `Bearer ${await keyFor(test.db, 'SOURCES_WRITE')}`
    expect((await send(read, { authorization }, url())).data).toEqual(answer)
  })

  it('nor over server-sent events, over WebSocket, or the subscription list', async () => {
    const query = 'subscription { articleAdded { cursor } }'
    const events = await post(url(), { query }, { accept: 'text/event-stream' })
    expect(await events.text()).toContain('"code":"UNAUTHENTICATED"')

    const socket = new WebSocket(url().replace('http', 'ws'), 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init' }))
    await once(socket, 'message')
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
    expect(JSON.parse(String((await once(socket, 'message'))[0]))).toMatchObject({
      payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    })
    socket.close()

    for (const path of ['/opml', '/feeds/articles.rss', '/sitemap.xml', '/sitemaps/news.xml']) {
      const { status, headers } = await fetch(closed.url + path)
      expect({ path, status, asks: headers.get('www-authenticate') }).toEqual({
        path,
        status: 401,
        asks: 'Bearer, Basic realm="Courant", charset="UTF-8"',
      })
    }
  })

  it('but a feed reader that has a key for a password', async () => {
    const password = await keyFor(test.db, 'SOURCES_WRITE')
    const authorization = `Basic ${Buffer.from(`reader:${password}`).toString('base64')}`
    const response = await fetch(`${closed.url}/feeds/articles.rss`, { headers: { authorization } })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/rss+xml'),
    ])
  })
})

it('anybody may know how to get in', async () => {
  const site = '{ site { signUp reading } }'
  expect((await send(site)).data).toEqual({ site: { signUp: 'INVITED', reading: 'PUBLIC' } })
  expect((await send(site, {}, `${closed.url}/graphql`)).data).toEqual({
    site: { signUp: 'OPEN', reading: 'CLOSED' },
  })
})
