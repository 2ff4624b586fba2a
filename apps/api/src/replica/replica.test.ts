import { comparePositions, createAccount, ensureSource, saveArticles } from '@courant/feed'
import { createPasswords } from '@courant/feed/passwords'
import { createDb, type Db } from '@courant/prisma'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { bearing, draft, post, startTestServer } from '../api.fixture.ts'
import { keyFor } from '../auth/key.fixture.ts'
import { currentCursor, follow, type Subscription } from '../live.fixture.ts'
import { follow as followLive } from '../live/follow.ts'
import { startEventReader } from '../live/reader.ts'
import { createLog } from '../log.ts'
import type { Api } from '../server.ts'
import { type Pair, startPair } from './pair.fixture.ts'
import { readPrimary } from './reads.ts'

let pair: Pair
let db: Db
let sourceId: string
let count = 0
/** Two servers that bear with a replica that is paused, and one that does not. */
let one: Api
let two: Api
let strict: Api
const strictLog: string[] = []

beforeAll(async () => {
  pair = await startPair()
  db = createDb(pair.primary.url)
  sourceId = (await ensureSource(db, { slug: 'gazette', name: 'The Gazette' })).id
  one = await start({ DATABASE_REPLICA_LAG: '30' })
  two = await start({ DATABASE_REPLICA_LAG: '30' })
  strict = await start({ DATABASE_REPLICA_LAG: '1' }, strictLog)
})
afterAll(async () => {
  await Promise.all([one.stop(), two.stop(), strict.stop()])
  await db.$disconnect()
  await pair.close()
})

afterEach(() => pair.resume())

async function start(settings: Record<string, string>, logged: string[] = []): Promise<Api> {
  const shared = { DATABASE_REPLICA_URL: pair.replica.url, ANSWER_CACHE: '16', SIGN_UP: 'open' }
  return startTestServer(pair.primary.url, logged, { ...shared, ...settings })
}

async function save(): Promise<{ id: string; headline: string }> {
  const headline = `Article ${(count += 1)}`
  const [saved] = await saveArticles(db, [
    draft(sourceId, { key: headline, headline, statedAt: null }),
  ])
  return { id: saved!.articleId, headline }
}

async function ask(api: Api, query: string, headers = {}) {
  const response = await post(`${api.url}/graphql`, { query }, headers)
  const { data, errors } = (await response.json()) as {
    data?: Record<string, never> | null
    errors?: { extensions: { code: string } }[]
  }
  return { status: response.status, cookie: response.headers.get('set-cookie'), data, errors }
}

/** The newest article, as nobody in particular is told. */
async function newest(api: Api): Promise<string> {
  const { data } = await ask(api, '{ articles(first: 1) { nodes { headline } } }')
  const { articles } = data as unknown as { articles: { nodes: { headline: string }[] } }
  return articles.nodes[0]!.headline
}

/** Sooner than what is kept is given up by its age. */
const inTime = { timeout: 9_000 }

/** Until everybody is told. */
const shows = (api: Api, headline: string) =>
  vi.waitFor(async () => expect(await newest(api)).toBe(headline), inTime)

/** Both articles were saved, and the replica is paused between them. */
async function pauseBetween(): Promise<{ before: string; after: string; id: string }> {
  const before = await save()
  await Promise.all([one, two, strict].map((api) => shows(api, before.headline)))
  await pair.pause()
  const { headline, id } = await save()
  return { before: before.headline, after: headline, id }
}

const passwords = createPasswords({ memoryKiB: 8, passes: 1 })

describe('a server with a replica', () => {
  it('answers from it, and forgets what it kept once the replica has what is new', async () => {
    const { before, after } = await pauseBetween()
    expect(await newest(one)).toBe(before)
    // Asked again it is the answer that was kept meanwhile.
    expect(await newest(one)).toBe(before)
    await pair.resume()
    await Promise.all([shows(one, after), shows(two, after)])
  })

  it('forgets names too, of which nothing stands in the event log', async () => {
    const nameOf = async (api: Api) => {
      const { data } = await ask(api, '{ articles(first: 1) { nodes { source { name } } } }')
      return JSON.stringify(data)
    }
    const { headline } = await save()
    await Promise.all([shows(one, headline), shows(two, headline)])
    await pair.pause()
    await db.source.update({ where: { id: sourceId }, data: { name: 'The Courier' } })
    for (const api of [one, one, two]) expect(await nameOf(api)).toContain('The Gazette')
    await pair.resume()
    for (const api of [one, two]) {
      await vi.waitFor(async () => expect(await nameOf(api)).toContain('The Courier'), inTime)
    }
  })

  it('reads what hangs on an article where it reads the article', async () => {
    const { id, headline } = await save()
    await shows(one, headline)
    await pair.pause()
    const section = { articleId: id, position: 0, crosshead: null, paragraphs: ['New.'] }
    await db.section.create({ data: section })
    const { data } = await ask(one, `{ article(id: "${id}") { sections { paragraphs } } }`)
    expect(data).toEqual({ article: { sections: [] } })
  })

  it('shows whoever is signed in what they wrote, whichever server they ask', async () => {
    const given = { email: 'ada@news.example', password: 'the tide is out', address: '' }
    const { token } = await createAccount(db, given, { signUp: 'open', passwords })
    const cookie = `__Host-courant-session=${token}`
    const { before, after, id } = await pauseBetween()
    const kept = `mutation { save(input: { article: "${id}" }) { userErrors { code } } }`
    expect((await ask(one, kept, { cookie })).data).toEqual({ save: { userErrors: [] } })
    const query = `{ viewer { reader { savedArticles { nodes { headline } } } }
      articles(first: 1) { nodes { headline } } }`
    for (const api of [one, two]) {
      expect((await ask(api, query, { cookie })).data).toMatchObject({
        viewer: { reader: { savedArticles: { nodes: [{ headline: after }] } } },
        articles: { nodes: [{ headline: after }] },
      })
      expect(await newest(api)).toBe(before)
    }
  })

  it('shows an API key what it wrote', async () => {
    const headers = bearing(await keyFor(db, 'WEBHOOKS_WRITE'))
    await pauseBetween()
    const input = '{ name: "Desk", url: "https://receiver.example/hook", filter: {} }'
    const create = `mutation { webhookCreate(input: ${input}) { webhook { id } } }`
    expect((await ask(one, create, headers)).errors).toBeUndefined()
    const { data } = await ask(two, '{ webhooks { nodes { name } } }', headers)
    expect(data).toEqual({ webhooks: { nodes: [{ name: 'Desk' }] } })
  })

  it('knows the account that was just made, whichever server is asked', async () => {
    await pair.pause()
    const input = '{ email: "eve@news.example", password: "the tide is in" }'
    const create = `mutation { accountCreate(input: ${input}) { userErrors { code } } }`
    const { cookie } = await ask(one, create)
    const query = '{ viewer { account { email } } }'
    const { data } = await ask(two, query, { cookie: cookie!.split(';')[0]! })
    expect(data).toEqual({ viewer: { account: { email: 'eve@news.example' } } })
  })
})

describe('subscribers of two servers', () => {
  it('hear every article once and in order, from a replica that lags too', async () => {
    const cursor = await cursorOf(one)
    const subscriptions = await Promise.all([one, two].map((api) => hear(api, cursor)))
    const told = subscriptions.map((each) => each.headlines(6))
    const saved = [await save(), await save()]
    await pair.pause()
    saved.push(await save(), await save())
    await pair.resume()
    saved.push(await save(), await save())
    const headlines = saved.map(({ headline }) => headline)
    expect(await Promise.all(told)).toEqual([headlines, headlines])
    await Promise.all(subscriptions.map((each) => each.close()))
  })

  it('go on at the other server, which may be behind', async () => {
    const { before, after } = await pauseBetween()
    // One that reads the primary already is ahead.
    await shows(strict, after)
    const ahead = await hear(strict, await cursorOf(one))
    const { headline, cursor } = await ahead.next()
    expect(headline).toBe(after)
    await ahead.close()
    const next = await save()
    expect(await newest(two)).toBe(before)
    const behind = await hear(two, cursor)
    const told = behind.next()
    await pair.resume()
    expect((await told).headline).toBe(next.headline)
    await behind.close()
  })
})

it('a subscriber misses nothing whose replica is behind what the reader has read', async () => {
  const reader = await startEventReader(readPrimary(db, pair.primary.url), createLog('error'))
  const replica = createDb(pair.replica.url)
  const after = await currentCursor(db)
  const start = reader.position()
  const { id } = await pauseBetween()
  await vi.waitFor(() => expect(comparePositions(reader.position(), start)).toBeGreaterThan(0))
  const stream = await followLive('ADDED', { db: replica, reader }, { after })
  const events = stream[Symbol.asyncIterator]()
  await events.next()
  const second = events.next()
  await pair.resume()
  expect((await second).value).toMatchObject({ article: { id } })
  await events.return?.()
  await reader.stop()
  await replica.$disconnect()
})

describe('a replica', () => {
  it('that is too far behind is not read until it has come up', async () => {
    const live = await hear(strict, await cursorOf(strict))
    const { after } = await pauseBetween()
    await shows(strict, after)
    expect(await live.headlines(2)).toContain(after)
    const before = countOf('The replica is read')
    await pair.resume()
    await vi.waitFor(() => expect(countOf('The replica is read')).toBe(before + 1), {
      timeout: 20_000,
    })
    const next = await save()
    expect(await live.next()).toMatchObject({ headline: next.headline })
    await live.close()
  })

  it('that is gone is not missed', async () => {
    const live = await hear(strict, await cursorOf(strict))
    await pair.replica.stop()
    const meanwhile = await save()
    await shows(strict, meanwhile.headline)
    expect(await live.next()).toMatchObject({ headline: meanwhile.headline })
    const before = countOf('The replica is read')
    await pair.replica.start()
    await vi.waitFor(() => expect(countOf('The replica is read')).toBe(before + 1), {
      timeout: 20_000,
    })
    const next = await save()
    await shows(strict, next.headline)
    expect(await live.next()).toMatchObject({ headline: next.headline })
    await live.close()
  })

  it('has to be one of the same database', async () => {
    const other = new URL(pair.replica.url)
    other.pathname = '/postgres'
    await expect(
      startTestServer(pair.primary.url, [], { DATABASE_REPLICA_URL: other.href }),
    ).rejects.toThrow('DATABASE_REPLICA_URL leads to another database')
  })

  it('answers readers while the primary is gone', async () => {
    const { headline } = await save()
    await Promise.all([shows(one, headline), shows(strict, headline)])
    await pair.primary.stop()
    for (const api of [one, strict]) {
      expect(await newest(api)).toBe(headline)
      expect((await fetch(`${api.url}/health/ready`)).status).toBe(200)
      const write = `mutation { signIn(input: { email: "ada@news.example", password: "x" }) { account { id } } }`
      const { status, errors } = await ask(api, write)
      expect([status, errors![0]!.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE'])
    }
    await pair.primary.start()
    const next = await save()
    await Promise.all([shows(one, next.headline), shows(strict, next.headline)])
  })
})

const countOf = (message: string) => strictLog.filter((line) => line.includes(message)).length

async function cursorOf(api: Api): Promise<string> {
  const { data } = await ask(api, '{ articles { liveCursor } }')
  return (data as unknown as { articles: { liveCursor: string } }).articles.liveCursor
}

const hear = (api: Api, after: string): Promise<Subscription> =>
  follow(`${api.url}/graphql`, { after })
