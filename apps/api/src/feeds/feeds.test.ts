import { createWebhook, createWebhookFanOut, removeArticle } from '@courant/feed'
import { filterToSearchParams, type ArticleFilter } from '@courant/filter'
import { closeReading, readDocument } from '@courant/ingest'
import { settled } from '@courant/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { mention, startTestApi, type TestApi } from '../api.fixture.ts'

const filters: [string, ArticleFilter][] = [
  ['without one', {}],
  ['of a language', { languages: ['de'] }],
  ['of an actor', { actors: { all: ['nato'] } }],
  ['of a topic and its subtopics', { topics: { any: ['politics'] } }],
  ['of what is not', { NOT: { languages: ['en'] }, OR: [{ actors: { none: ['nato'] } }] }],
  ['of a time', { publishedAfter: new Date(Date.UTC(2026, 0, 1, 2)) }],
  ['of nothing', { OR: [] }],
]

let test: TestApi
let base: string
beforeAll(async () => {
  test = await startTestApi()
  base = `${test.api.url}/feeds/articles`
  await test.save({ key: 'of nato', mentions: [mention('nato')] })
  await test.db.article.deleteMany()
  const account = { email: 'ada@news.example', emailKey: 'ada@news.example', passwordHash: '' }
  const { id: accountId } = await test.db.account.create({ data: account })
  for (const [name, filter] of filters) {
    const wanted = { name, url: 'https://receiver.example/', subject: { filter } }
    await createWebhook(test.db, { accountId }, wanted, null)
  }
  for (let n = 0; n < 5; n += 1) {
    await test.save({
      key: `plain-${n}`,
      language: n % 2 === 0 ? 'en' : 'de',
      statedAt: new Date(Date.UTC(2026, 0, 1, n)),
    })
  }
  await test.save({
    key: 'hard',
    url: 'https://gazette.example/hard?a=1&b=2',
    headline: 'Q&A: "1 < 2" ]]> \u0001é 👩‍👧',
    lead: 'A <b>bold</b> & plain lead.',
    byline: 'Ann <ann@example.com> & Bob',
    imageUrl: 'https://gazette.example/a.jpg?x=1&y=2',
    statedAt: new Date('2026-02-01T00:00:00Z'),
    mentions: [mention('nato')],
    topics: [{ code: '11000000', score: 0.9, cues: ['vote'] }],
    takeaways: [{ text: 'If a < b & c, it follows.', origin: 'PUBLISHER', evidence: null }],
  })
  await settled(test.db)
  const fanOut = createWebhookFanOut(test.db)
  for (let more = true; more;) ({ more } = await fanOut())
})
afterAll(async () => {
  await test.close()
  await closeReading()
})

const formats = ['rss', 'atom', 'json'] as const

async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(address, { headers })
}

/** The article ids of a feed, as it was written. */
function idsIn(format: string, text: string): string[] {
  if (format === 'json')
    return (JSON.parse(text) as { items: { id: string }[] }).items.map(({ id }) => id)
  const pattern = format === 'rss' ? /<guid[^>]*>([^<]*)</g : /<id>urn:uuid:([^<]*)</g
  return [...text.matchAll(pattern)].map(([, id = '']) => id)
}

describe('a filter as a feed', () => {
  it.each(filters)(
    '%s holds the same articles in the same order, whatever it is read through',
    async (name, filter) => {
      const query =
        'query ($filter: ArticleFilter) { articles(first: 50, filter: $filter) { edges { node { id } } } }'
      const { data } = await test.query(query, { filter })
      const { articles } = data as { articles: { edges: { node: { id: string } }[] } }
      const expected = articles.edges.map(({ node }) => node.id)
      for (const format of formats) {
        const response = await get(`${base}.${format}?${filterToSearchParams(filter).toString()}`)
        expect([response.status, idsIn(format, await response.text())]).toEqual([200, expected])
      }
      const told = await test.db.delivery.findMany({ where: { webhook: { name } } })
      const toldIds = told.map(({ articleId }) => articleId)
      expect(toldIds.toSorted()).toEqual(expected.toSorted())
    },
  )

  it.each(formats)('is read by our own ingest as it was written: %s', async (format) => {
    const content = await (await get(`${base}.${format}?actor=nato`)).text()
    const { source, articles } = await readDocument({ name: `feed.${format}`, content })
    expect(source).toMatchObject({
      name: 'Courant: nato',
      siteUrl: `${test.api.url}/?actor=nato`,
    })
    expect(articles).toMatchObject([
      {
        url: 'https://gazette.example/hard?a=1&b=2',
        headline: 'Q&A: "1 < 2" ]]> é 👩‍👧',
        lead: 'A <b>bold</b> & plain lead.',
        byline: expect.stringContaining('Ann'),
        publishedAt: new Date('2026-02-01T00:00:00Z'),
        imageUrl: 'https://gazette.example/a.jpg?x=1&y=2',
        categories: expect.arrayContaining(['politics', 'NATO']),
      },
    ])
    expect(JSON.stringify(articles)).toContain('If a < b & c, it follows.')
  })

  it.each([
    ['rss', 'application/rss+xml; charset=utf-8'],
    ['atom', 'application/atom+xml; charset=utf-8'],
    ['json', 'application/feed+json; charset=utf-8'],
  ])('says what it is: %s', async (format, type) => {
    expect((await get(`${base}.${format}`)).headers.get('content-type')).toBe(type)
  })

  it('in JSON says all that is known of an article', async () => {
    const feed = (await (await get(`${base}.json?actor=nato`)).json()) as { items: unknown[] }
    expect(feed.items[0]).toMatchObject({
      tags: ['politics', 'NATO'],
      _courant: {
        source: 'gazette',
        takeaways: [{ text: 'If a < b & c, it follows.', origin: 'PUBLISHER' }],
        actors: [{ slug: 'nato', name: 'NATO', about: true }],
        topics: [{ code: '11000000', slug: 'politics', label: 'politics' }],
      },
    })
  })

  it('leads on to older articles, until all were read', async () => {
    const ids: string[] = []
    let address: string | undefined = `${base}.json?language=en&first=2`
    while (address) {
      const feed: { next_url?: string; items: { id: string }[] } = JSON.parse(
        await (await get(address)).text(),
      ) as { next_url?: string; items: { id: string }[] }
      ids.push(...feed.items.map(({ id }) => id))
      address = feed.next_url
    }
    expect(ids).toEqual(idsIn('json', await (await get(`${base}.json?language=en`)).text()))
  })

  it('names its address as the client reached it, through proxies', async () => {
    const headers = { 'x-forwarded-host': 'news.example', 'x-forwarded-proto': 'https' }
    const feed = await (await get(`${base}.json`, headers)).json()
    expect(feed).toMatchObject({ feed_url: 'https://news.example/feeds/articles.json' })
  })
})

describe('a reader that asks again', () => {
  let asked = 20
  const newest = () =>
    test.db.article.findFirstOrThrow({ where: { language: 'en' }, orderBy: { feedKey: 'desc' } })
  const noon = Date.UTC(2030, 0, 1, 12)
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: noon })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each(formats)('is told that nothing changed, by its tag: %s', async (format) => {
    const first = await get(`${base}.${format}`)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    const again = await get(`${base}.${format}`, { 'if-none-match': `"other", ${etag}` })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  })

  it('is told that nothing changed, by the date alone', async () => {
    const address = `${base}.rss?first=3`
    expect((await get(address)).headers.get('last-modified')).toBeNull()
    vi.setSystemTime(noon + 60_000)
    const modified = (await get(address)).headers.get('last-modified') ?? ''
    expect(modified).toBe('Tue, 01 Jan 2030 12:00:00 GMT')
    const since = async (date: string) => {
      return (await get(address, { 'if-modified-since': date })).status
    }
    expect([await since(modified), await since('Tue, 01 Jan 2030 11:59:59 GMT')]).toEqual([
      304, 200,
    ])
  })

  it('believes the tag before the date', async () => {
    const headers = {
      'if-none-match': '"old"',
      'if-modified-since': new Date(noon + 9_000).toUTCString(),
    }
    vi.setSystemTime(noon + 9_000)
    expect((await get(`${base}.rss`, headers)).status).toBe(200)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['came in', () => test.save({ key: 'late' })],
    ['reads otherwise', () => test.save({ key: 'late', headline: 'Later' })],
    ['matches no more', () => test.save({ key: 'late', language: 'de' })],
    ['was removed', async () => removeArticle(test.db, (await newest()).id)],
    [
      'is of a source with another name',
      () => test.db.source.updateMany({ data: { name: 'The Post' } }),
    ],
  ])('gets the feed when an article %s, by the tag and by the date', async (_, change) => {
    // One that nobody has asked for before.
    const address = `${base}.atom?language=en&first=${(asked += 1)}`
    await get(address)
    vi.setSystemTime(Date.now() + 5_000)
    const { headers } = await get(address)
    const byTag = { 'if-none-match': headers.get('etag') ?? '' }
    const byDate = { 'if-modified-since': headers.get('last-modified') ?? '' }
    const ask = async () => [
      (await get(address, byTag)).status,
      (await get(address, byDate)).status,
    ]
    expect(await ask()).toEqual([304, 304])
    await change()
    vi.setSystemTime(Date.now() + 5_000)
    expect(await ask()).toEqual([200, 200])
  })

  it('may ask for the head alone', async () => {
    const response = await fetch(`${base}.atom`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(response.headers.get('etag')).not.toBeNull()
  })
})

describe('an address that makes no sense is refused', () => {
  it.each([
    ['.rss?actor=nobody', 400, 'UNKNOWN_ACTOR'],
    ['.rss?after=soon', 400, 'BAD_FILTER'],
    ['.atom?where={', 400, 'BAD_FILTER'],
    ['.json?first=0', 400, 'BAD_PAGE'],
    ['.json?first=101', 400, 'BAD_PAGE'],
    ['.json?first=a', 400, 'BAD_PAGE'],
    ['.json?cursor=forged', 400, 'BAD_CURSOR'],
    ['.rss?actor=%00', 400, 'BAD_USER_INPUT'],
    ['.xml', 404, 'NOT_FOUND'],
    ['', 404, 'NOT_FOUND'],
  ])('%s', async (rest, status, code) => {
    const response = await get(`${base}${rest}`)
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { errors: [{ extensions: { code } }] },
    ])
  })
})
