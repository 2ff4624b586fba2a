import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { ensureSource, sectionsOf } from '@courant/feed'
import type { Source } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { ingestDocument, type IngestOptions } from './ingest.ts'
import { pollSource } from './poll.ts'

let testDb: TestDb
let source: Source
/** What the server answers, by path: a page, a status, or where to go. */
let answers: Map<string, string | number>
/** The items of the feed. */
let items: string[]
let asked: string[]
let origin: string
let stop: () => void

beforeAll(async () => {
  testDb = await createTestDb()
})
afterAll(() => testDb.close())
beforeEach(async () => {
  answers = new Map()
  items = []
  asked = []
  const server = createServer((request, response) => {
    const { url = '' } = request
    asked.push(url)
    if (url === '/feed.xml') {
      const etag = `"${items.join().length}"`
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
      else response.writeHead(200, { etag }).end(feed())
      return
    }
    const answer = answers.get(url) ?? 404
    if (typeof answer === 'number') response.writeHead(answer).end()
    else if (answer.startsWith('/')) response.writeHead(302, { location: answer }).end()
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const slug = `gazette-${randomUUID()}`
  const made = { slug, name: 'Gazette', feedUrl: `${origin}/feed.xml` }
  const { id } = await ensureSource(testDb.db, made)
  source = await testDb.db.source.update({ where: { id }, data: { fullText: true } })
})
afterEach(() => stop())

const feed = () =>
  `<rss version="2.0"><channel><title>Gazette</title>${items.join('')}</channel></rss>`
const item = (path: string, title = 'Ferry runs again', description = 'It sailed on Monday.') =>
  `<item><guid>${path}</guid><link>${origin}${path}</link><title>${title}</title>
   <description>${description}</description><pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate></item>`
const page = (text: string, head = '') => {
  const paragraph = `${text} The ferry between the old quay and the island sailed again, for the first
    time since the storm of January broke its ramp, and four hundred people were on board.`
  return `<!doctype html><html><head><title>Ferry, and more</title>
    <meta property="og:type" content="article"><meta property="og:title" content="Ferry, and more">
    <meta name="author" content="By Ann Smith">${head}</head>
    <body><article>${`<p>${paragraph}</p>`.repeat(4)}</article></body></html>`
}

async function poll() {
  asked = []
  const options = { allowPrivateHosts: ['127.0.0.1'] }
  source = await testDb.db.source.findUniqueOrThrow({ where: { id: source.id } })
  const report = await pollSource(testDb.db, source, options)
  if (report.outcome !== 'TAKEN') return report.outcome
  const { added, revised, unchanged } = report.result
  return { added, revised, unchanged }
}

/** Takes the feed in without a poll. */
const take = (options: IngestOptions) =>
  ingestDocument(testDb.db, { name: 'feed.xml', content: feed() }, { source, ...options })

async function article(key = '/ferry') {
  const where = { key, sourceId: source.id }
  const found = await testDb.db.article.findFirstOrThrow({ where })
  const sections = (await sectionsOf(testDb.db, [found.id])).get(found.id) ?? []
  const text = [found.lead, ...sections.flatMap(({ paragraphs }) => paragraphs)].join('\n')
  return { ...found, text }
}

const one = { added: 1, revised: 0, unchanged: 0 }
const same = { added: 0, revised: 0, unchanged: 1 }
const changed = { added: 0, revised: 1, unchanged: 0 }

describe('the text of an article', () => {
  test('is its page’s, under the headline and date of its feed', async () => {
    items = [item('/ferry')]
    answers.set('/ferry', page('Whole.', '<meta property="og:image" content="/ferry.jpg">'))
    expect(await poll()).toEqual(one)
    const saved = await article()
    expect(saved).toMatchObject({
      headline: 'Ferry runs again',
      byline: 'Ann Smith',
      imageUrl: `${origin}/ferry.jpg`,
      url: `${origin}/ferry`,
      statedAt: new Date('2025-06-02T10:00:00Z'),
    })
    expect(saved.text).toContain('Whole. The ferry')
    expect(saved.text).not.toContain('It sailed on Monday.')
  })

  test('stays its feed’s for a source that does not want it', async () => {
    await testDb.db.source.update({ where: { id: source.id }, data: { fullText: false } })
    items = [item('/ferry')]
    answers.set('/ferry', page('Whole.'))
    expect(await poll()).toEqual(one)
    expect(asked).toEqual(['/feed.xml'])
    expect((await article()).text).toBe('It sailed on Monday.')
  })

  test('stays the page’s when the source no longer wants it', async () => {
    items = [item('/ferry')]
    answers.set('/ferry', page('Whole.'))
    await poll()
    await testDb.db.source.update({
      where: { id: source.id },
      data: { fullText: false, etag: null },
    })
    expect(await poll()).toEqual(same)
    expect((await article()).text).toContain('Whole.')
  })

  test('is read where the address leads, and known by that of the page', async () => {
    items = [item('/go')]
    answers.set('/go', '/ferry?utm_source=rss')
    answers.set('/ferry?utm_source=rss', page('Whole.', '<link rel="canonical" href="/ferry">'))
    await poll()
    expect(await article('/go')).toMatchObject({ url: `${origin}/ferry`, key: '/go' })
  })

  test.each<[string, string]>([
    ['that is shorter', '<!doctype html><title>Ferry</title><p>Ferry.'],
    ['that asks for consent', page('x').replace(/ferry|again/gi, 'cookies')],
    [
      'that lists articles',
      `<!doctype html>${'<h2><a href="/1">Ferry runs again</a></h2><p>It sailed.</p>'.repeat(9)}`,
    ],
  ])('is not that of a page %s, which is not asked again', async (_case, answer) => {
    items = [item('/ferry')]
    answers.set('/ferry', answer)
    expect(await poll()).toEqual(one)
    expect((await article()).text).toBe('It sailed on Monday.')
    items.push(item('/other'))
    await poll()
    expect(asked).toEqual(['/feed.xml', '/other'])
  })
})

describe('the next time', () => {
  test('an unchanged item neither asks for its page nor makes a revision', async () => {
    items = [item('/ferry')]
    answers.set('/ferry', page('Whole.'))
    await poll()
    answers.set('/ferry', page('Whole, with another advertisement.'))
    answers.set('/other', page('Other.'))
    items.push(item('/other'))
    expect(await poll()).toEqual({ added: 1, revised: 0, unchanged: 1 })
    expect(asked).toEqual(['/feed.xml', '/other'])
    expect((await article()).text).not.toContain('advertisement')
    expect(await poll()).toBe('UNCHANGED')
  })

  test('a changed item has its page read again', async () => {
    items = [item('/ferry')]
    answers.set('/ferry', page('Whole.'))
    await poll()
    items = [item('/ferry', 'Ferry runs again twice')]
    answers.set('/ferry', page('Whole, corrected.'))
    expect(await poll()).toEqual(changed)
    expect((await article()).text).toContain('Whole, corrected.')
    expect(await article()).toMatchObject({ headline: 'Ferry runs again twice', revision: 2 })
  })

  test('a changed item whose page cannot be read now stays as it is, until it can', async () => {
    items = [item('/ferry')]
    answers.set('/ferry', page('Whole.'))
    await poll()
    items = [item('/ferry', 'Ferry runs again twice')]
    answers.set('/ferry', 503)
    expect(await poll()).toEqual(same)
    expect(await article()).toMatchObject({ headline: 'Ferry runs again', revision: 1 })
    items = [item('/ferry', 'Ferry runs again twice'), item('/other')]
    answers.set('/ferry', page('Whole.'))
    expect(await poll()).toEqual({ added: 1, revised: 1, unchanged: 0 })
    expect((await article()).text).toContain('Whole.')
  })

  test('a page that could not be read is read, though the feed has not changed', async () => {
    items = [item('/ferry')]
    answers.set('/ferry', 500)
    expect(await poll()).toEqual(one)
    expect((await article()).text).toBe('It sailed on Monday.')
    expect(await poll()).toEqual(same)
    answers.set('/ferry', page('Whole.'))
    expect(await poll()).toEqual(changed)
    expect((await article()).text).toContain('Whole.')
    expect(await poll()).toBe('UNCHANGED')
  })

  test.each([[404], [410], [403]])('one that is answered %i is not asked again', async (status) => {
    items = [item('/ferry')]
    answers.set('/ferry', status)
    expect(await poll()).toEqual(one)
    expect(await poll()).toBe('UNCHANGED')
  })

  test('nor one of an article that is older than a day', async () => {
    items = [item('/ferry')]
    answers.set('/ferry', 500)
    await poll()
    await testDb.db.$executeRaw`UPDATE article SET ingested_at = now() - interval '25 hours'`
    expect(await poll()).toBe('UNCHANGED')
  })
})

describe('a poll asks for pages politely', () => {
  test('one after the other, and for the rest the next time', async () => {
    items = Array.from({ length: 23 }, (_, n) => item(`/ferry-${n}`, `Ferry ${n} runs again`))
    for (let n = 0; n < 23; n += 1) answers.set(`/ferry-${n}`, page(`Whole ${n}.`))
    expect(await poll()).toEqual({ added: 23, revised: 0, unchanged: 0 })
    expect(asked).toEqual(['/feed.xml', ...Array.from({ length: 20 }, (_, n) => `/ferry-${n}`)])
    expect(await poll()).toEqual({ added: 0, revised: 3, unchanged: 20 })
    expect(asked).toEqual(['/feed.xml', '/ferry-20', '/ferry-21', '/ferry-22'])
    expect((await article('/ferry-22')).text).toContain('Whole 22.')
    expect(await poll()).toBe('UNCHANGED')
  })

  test('and not at all of a server that wants its rest', async () => {
    items = [item('/a'), item('/b', 'Second ferry')]
    answers.set('/a', 429)
    answers.set('/b', page('Whole.'))
    expect(await poll()).toEqual({ added: 2, revised: 0, unchanged: 0 })
    expect(asked).toEqual(['/feed.xml', '/a'])
  })

  test('and not where others ask it now', async () => {
    items = [item('/a'), item('/b', 'Second ferry')]
    const tried: string[] = []
    const fetchPage = (address: string) => {
      tried.push(address)
      return Promise.reject(new Error('somebody else asks this host'))
    }
    expect(await take({ fetchPage })).toMatchObject({ added: 2 })
    expect(tried).toEqual([`${origin}/a`])
    expect((await article('/b')).text).toBe('It sailed on Monday.')
  })

  test('until its worker is stopped, which saves nothing', async () => {
    items = [item('/a')]
    const stopping = new AbortController()
    const fetchPage = () => {
      stopping.abort(new Error('stopping'))
      return Promise.reject(new Error('aborted'))
    }
    const { signal } = stopping
    await expect(take({ fetchPage, signal })).rejects.toThrow('aborted')
    expect(await testDb.db.article.count({ where: { sourceId: source.id } })).toBe(0)
  })
})
