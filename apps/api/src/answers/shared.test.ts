import { ensureSource, saveArticles, updateEntity } from '@courant/feed'
import { createDb, Prisma } from '@courant/prisma'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { bearing, draft, mention, post, startTestApi, type TestApi } from '../api.fixture.ts'
import { keyFor } from '../auth/key.fixture.ts'

const headlines = '{ articles(first: 100) { nodes { headline actors { entity { name } } } } }'
/** From the commit to the next answer; on a busy machine the bell is heard later. */
const soon = { timeout: 10_000, interval: 5 }

describe('answers that are kept', () => {
  let test: TestApi
  beforeAll(async () => {
    test = await startTestApi({ ANSWER_CACHE: '8', COST_LIMIT: '1000000' })
  })
  afterAll(() => test.close())

  async function shown(): Promise<string[]> {
    const { data } = await test.query(headlines)
    return (data as { articles: { nodes: { headline: string }[] } }).articles.nodes.map(
      ({ headline }) => headline,
    )
  }

  /** Behind the event log's back, so that what is kept shows as it was. */
  async function rename(headline: string, to: string): Promise<void> {
    await test.db.$executeRaw(
      Prisma.sql`UPDATE article SET headline = ${to} WHERE headline = ${headline}`,
    )
  }

  it('are sent again, by either way, until something is written', async () => {
    await test.save({ headline: 'One' })
    await vi.waitFor(async () => expect(await shown()).toContain('One'), soon)
    await vi.waitFor(async () => {
      await shown()
      await rename('One', 'Uno')
      const again = await shown()
      const byApollo = await post(
        test.url,
        { query: headlines },
        { origin: new URL(test.url).origin },
      )
      await rename('Uno', 'One')
      expect(again).toContain('One')
      expect(await byApollo.text()).toContain('"One"')
    }, soon)
    await test.save({ headline: 'Two' })
    await vi.waitFor(async () => expect(await shown()).toEqual(['Two', 'One']), soon)
  })

  it('have the form and the headers that an answer has otherwise', async () => {
    const asked = { query: headlines }
    await post(test.url, asked)
    const atOnce = await post(test.url, asked)
    const ordinary = await post(test.url, asked, { 'sec-fetch-site': 'none', cookie: 'a=b' })
    const headersOf = ({ headers }: Response) =>
      [...headers].filter(([name]) => !['date', 'etag', 'content-length'].includes(name))
    expect(headersOf(atOnce)).toEqual(headersOf(ordinary))
    const cost = { requested: expect.any(Number), available: expect.any(Number) }
    const form = { data: expect.anything(), extensions: { cost: expect.objectContaining(cost) } }
    expect(await atOnce.json()).toEqual(form)
    expect(await ordinary.json()).toEqual(form)
  })

  it('are paid for like others', async () => {
    const available = async () => {
      const response = await post(test.url, { query: headlines })
      const { extensions } = (await response.json()) as {
        extensions: { cost: { available: number; limit: number; requested: number } }
      }
      return extensions.cost
    }
    await available()
    const { available: left, limit, requested } = await available()
    expect(requested).toBeGreaterThan(100)
    expect(limit - left).toBeGreaterThan(0)
  })

  it('show a name that an editor changed', async () => {
    await test.save({ headline: 'Named', mentions: [mention('acme')] })
    const names = async () => JSON.stringify((await test.query(headlines)).data)
    await vi.waitFor(async () => expect(await names()).toContain('"ACME"'), soon)
    await updateEntity(test.db, 'acme', { name: 'Acme Corporation' })
    await vi.waitFor(async () => expect(await names()).toContain('"Acme Corporation"'), soon)
  })

  it('are not made of what belongs to somebody', async () => {
    const query = '{ viewer { scopes } articles(first: 1) { nodes { id } } }'
    const [reading, writing] = [
      await keyFor(test.db, 'SOURCES_WRITE'),
      await keyFor(test.db, 'ARTICLES_WRITE'),
    ]
    const scopesFor = async (key?: string) =>
      (await test.query(query, {}, key)).data?.['viewer'] as { scopes: string[] } | null
    expect(await scopesFor(writing)).toEqual({ scopes: ['ARTICLES_WRITE'] })
    expect(await scopesFor(reading)).toEqual({ scopes: ['SOURCES_WRITE'] })
    expect(await scopesFor()).toBeNull()
    expect(await scopesFor(writing)).toEqual({ scopes: ['ARTICLES_WRITE'] })
  })

  it('turn away a wrong key, however often the answer was given', async () => {
    await test.query(headlines)
    const response = await post(test.url, { query: headlines }, bearing('ck_wrong'))
    expect(response.status).toBe(401)
  })

  it('say again what is wrong with a filter', async () => {
    const query = '{ articles(filter: { actors: { all: ["nobody-at-all"] } }) { nodes { id } } }'
    for (let times = 0; times < 2; times += 1) {
      const { errors } = await test.query(query)
      expect(errors?.[0]?.extensions['code']).toBe('UNKNOWN_ACTOR')
    }
    await test.save({ headline: 'Somebody', mentions: [mention('nobody-at-all')] })
    await vi.waitFor(async () => expect((await test.query(query)).errors).toBeUndefined(), soon)
  })

  it('miss nothing while several write and many read', async () => {
    const writers = await Promise.all(
      Array.from({ length: 3 }, async (_, number) => {
        const db = createDb(test.databaseUrl, { poolSize: 1 })
        const source = await ensureSource(db, { slug: `wire-${number}`, name: `Wire ${number}` })
        return { db, source }
      }),
    )
    const writing = new AbortController()
    const reading = Promise.all(
      Array.from({ length: 2 }, async () => {
        while (!writing.signal.aborted) await shown()
      }),
    )
    await Promise.all(
      writers.map(async ({ db, source }, number) => {
        for (let at = 0; at < 4; at += 1) {
          const headline = `Concurrent ${number}.${at}`
          await saveArticles(db, [draft(source.id, { key: headline, headline })])
          await vi.waitFor(async () => expect(await shown()).toContain(headline), soon)
        }
        await db.$disconnect()
      }),
    )
    writing.abort()
    await reading
    expect(await shown()).toHaveLength(
      await test.db.article.count().then((count) => Math.min(count, 100)),
    )
  })
})

describe('where reading is closed', () => {
  it('nobody unknown is given what was kept for others', async () => {
    const test = await startTestApi({ ANSWER_CACHE: '8', READING: 'closed' })
    try {
      await test.save({ headline: 'Secret' })
      const key = await keyFor(test.db, 'SOURCES_WRITE')
      for (let times = 0; times < 2; times += 1) {
        expect(JSON.stringify((await test.query(headlines, {}, key)).data)).toContain('Secret')
        const { errors } = await test.query(headlines)
        expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED')
      }
    } finally {
      await test.close()
    }
  })
})
