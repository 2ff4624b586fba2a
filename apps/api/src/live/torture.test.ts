import { setTimeout as sleep } from 'node:timers/promises'

import { type ArticleFilter, articlePage, saveArticles } from '@courant/feed'
import { createDb, type Db } from '@courant/prisma'
import fc from 'fast-check'
import { type Client, createClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { createTestNews, draft, mention, startTestServer, type TestNews } from '../api.fixture.ts'
import { currentCursor, saveHeldOpen } from '../live.fixture.ts'

const sockets = 10
const subscribersOfSocket = 20
const writers = 5
const batchesOfWriter = 7

const actors = ['nato', 'un', 'eu', 'who', 'imf', 'ecb', 'nasa', 'fifa']
const topics = { politics: '11000000', election: '20000574', sport: '15000000' }
const languages = ['en', 'de', 'fr']
const words = ['storm', 'storms', 'rates', 'Wahl', 'Wahlen', 'harbour']
/** Every subscriber asks for it, and when it comes, in commit order, all else has come. */
const last = 'last'

let news: TestNews
let db: Db
let server: ReturnType<typeof startTestServer>
beforeAll(async () => {
  news = await createTestNews()
  // Writers hold transactions open while they save.
  db = createDb(news.databaseUrl, { poolSize: 2 * writers + 2 })
  await news.save({ mentions: [...actors, last].map((slug) => mention(slug)) })
  await db.article.deleteMany()
  server = startTestServer(news.databaseUrl)
})
afterAll(async () => {
  await (await server).stop()
  await db.$disconnect()
  await news.close()
})

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const someOf = (members: string[]) => {
  const list = maybe(fc.subarray(members, { minLength: 1, maxLength: 3 }))
  return fc.record({ all: maybe(fc.subarray(members, { maxLength: 2 })), any: list, none: list })
}
const clauses = {
  actors: someOf(actors),
  salience: fc.constantFrom('ABOUT' as const, 'MENTIONED' as const),
  topics: someOf(Object.keys(topics)),
  languages: fc.subarray(languages, { minLength: 1 }),
  text: fc.subarray(words, { minLength: 1, maxLength: 2 }).map((some) => some.join(' or ')),
}
const oneClause: fc.Arbitrary<ArticleFilter> = fc
  .constantFrom(...Object.entries(clauses))
  .chain(([name, clause]) => clause.map((value) => ({ [name]: value })))
const anyFilter: fc.Arbitrary<ArticleFilter> = fc.oneof(
  fc.constant({}),
  oneClause,
  oneClause.map((NOT) => ({ NOT })),
  fc.record({ OR: fc.array(oneClause, { minLength: 1, maxLength: 3 }), NOT: oneClause }),
  fc.record(clauses, { requiredKeys: [] }),
)

const someWords = fc.subarray(words).map((some) => some.join(' '))
const anyDraft = fc.record({
  headline: someWords,
  lead: someWords,
  language: fc.constantFrom(...languages),
  actors: fc.subarray(actors, { maxLength: 4 }),
  about: fc.subarray(actors),
  topics: fc.subarray(Object.values(topics)),
})

/** Saves batches; every other one while it holds an older transaction open, and that a while longer. */
async function write(writer: number): Promise<void> {
  for (let batch = 0; batch < batchesOfWriter; batch += 1) {
    const name = `${writer}-${batch}`
    const held = batch % 2 === 0 ? await saveHeldOpen(db, news.sourceId, `held-${name}`) : null
    const drafts = fc.sample(anyDraft, 1 + (batch % 3)).map(({ about, ...own }, n) =>
      draft(news.sourceId, {
        ...own,
        key: `${name}-${n}`,
        statedAt: null,
        mentions: own.actors.map((slug) => mention(slug, { about: about.includes(slug) })),
        topics: own.topics.map((code) => ({ code, score: 1, cues: [] })),
      }),
    )
    await saveArticles(db, drafts)
    await sleep(Math.random() * 40)
    await held?.commit()
  }
}

const subscription = `subscription ($filter: ArticleFilter, $after: String) {
  articleAdded(filter: $filter, after: $after) { cursor article { id headline } }
}`
interface Added {
  data?: { articleAdded: { cursor: string; article: { id: string; headline: string } } } | null
  errors?: readonly object[]
}

/** Follows until the last article, leaving and resuming now and then; the ids in the order they came. */
async function follow(client: Client, filter: ArticleFilter, start: string): Promise<string[]> {
  const ids: string[] = []
  let after = start
  for (;;) {
    const results = client.iterate<Added['data']>({
      query: subscription,
      variables: { filter: { ...filter }, after },
    })
    const patience = 1 + Math.floor(Math.random() * 80)
    try {
      for (let taken = 0; taken < patience; taken += 1) {
        const { value, done } = await results.next()
        if (done) break
        const { data, errors } = value as Added
        if (!data) throw new Error(JSON.stringify(errors))
        const { cursor, article } = data.articleAdded
        after = cursor
        ids.push(article.id)
        if (article.headline === last) return ids
      }
    } catch (error) {
      if (!isLost(error)) throw error
      // The server may be on its way up.
      await server
    } finally {
      await results.return?.()
    }
  }
}

/** Whether the socket closed, as when the server stops or the client breaks off. */
function isLost(error: unknown): boolean {
  const { code, type } = error as { code?: number; type?: string }
  return code === 1001 || code === 1006 || type === 'error'
}

async function idsOf(filter: ArticleFilter): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = null; ;) {
    const page = await articlePage(db, { filter, first: 100, after })
    ids.push(...page.edges.map(({ node }) => node.id))
    after = page.pageInfo.endCursor
    if (!page.pageInfo.hasNextPage) return ids
  }
}

it('brings 200 subscribers what the query gives, whatever writers, sockets and servers do', async () => {
  const start = await currentCursor(db)
  const open = new Map<number, WebSocket>()
  const clients = Array.from({ length: sockets }, (_, n) =>
    createClient({
      on: { connected: (socket) => open.set(n, socket as WebSocket) },
      url: async () => `${(await server).url}/graphql`.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    }),
  )
  const filters = fc.sample(anyFilter, sockets * subscribersOfSocket).map((filter) => ({
    OR: [filter, { actors: { all: [last] } }],
  }))
  const following = filters.map((filter, n) => follow(clients[n % sockets]!, filter, start))
  const done = Promise.all(following)

  const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  const breaking = (async () => {
    for (let n = 0; n < sockets; n += 1) {
      await sleep(Math.random() * 150)
      open.get(n)?.terminate()
      if (n !== sockets / 2) continue
      const stopped = server.then((api) => api.stop())
      server = stopped.then(() => startTestServer(news.databaseUrl))
      await server
    }
  })()
  await Promise.all([writing, breaking])
  await news.save({ headline: last, mentions: [mention(last)] })

  const all = await done
  for (const client of clients) await client.dispose()
  for (const [n, filter] of filters.entries()) {
    const expected = await idsOf(filter)
    const received = { filter, ids: all[n]!.toSorted() }
    expect(received).toEqual({ filter, ids: expected.toSorted() })
  }
  const total = all.reduce((sum, ids) => sum + ids.length, 0)
  expect(total).toBeGreaterThan(sockets * subscribersOfSocket * 5)
}, 120_000)
