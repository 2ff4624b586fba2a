import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'

import { parseDocument } from '../document.ts'
import { closeReading, readDocument, readOpml } from './read-document.ts'
import { createThreads, type Threads } from './threads.ts'

const now = new Date('2025-06-02T12:00:00Z')

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items}</channel></rss>`

const numbered = (count: number) =>
  Array.from(
    { length: count },
    (_, n) => `<item><title>Story ${n} of many</title><guid>g${n}</guid></item>\n`,
  ).join('')

/** Takes the parser minutes. */
const endless = rss('<a/>'.repeat(2_000_000))

const read = (content: string | Uint8Array, seconds?: number) =>
  readDocument({ name: 'a.xml', content, format: 'feed' }, { now, seconds })

afterAll(closeReading)

test('a document reads in its thread as it does outside', async () => {
  const document = {
    name: 'a.xml',
    content: Buffer.from(rss(numbered(3))),
    contentType: 'text/xml',
  }
  expect(await readDocument(document, { now })).toEqual(parseDocument(document, now))
})

test('a relative date counts from the time that was given', async () => {
  const content = '---\npublished: -1h\n---\nHeadline\nLead'
  const { articles } = await readDocument({ name: 'a.txt', content }, { now })
  expect(articles[0]?.publishedAt).toEqual(new Date('2025-06-02T11:00:00Z'))
})

test('a list of feeds', async () => {
  const outline = '<outline text="A" xmlUrl="https://a.example/feed"/>'
  const list = await readOpml(`<opml><body>${outline}</body></opml>`, 'a.opml')
  expect(list.feeds).toMatchObject([{ title: 'A', feedUrl: 'https://a.example/feed' }])
  await expect(readOpml('<rss/>', 'a.opml')).rejects.toMatchObject({ code: 'BAD_OPML' })
})

test('an error keeps its place, its code and its words', async () => {
  await expect(read('<rss version="2.0">\n<channel>\n<item>\n  <title>One')).rejects.toMatchObject({
    name: 'IngestError',
    code: 'BAD_FEED',
    document: 'a.xml',
    line: 4,
    column: 3,
    message: 'a.xml:4:3: the document is cut short: <title> is never closed',
  })
})

describe('what is built to exhaust its reader is refused', () => {
  test.each([
    ['5,000 elements deep', `<rss><channel>${'<a>'.repeat(5_000)}`, 'more than 100 elements deep'],
    [
      '1 MB of attributes',
      `<rss ${'a="1" '.repeat(170_000)}></rss>`,
      'a tag with over 1000 attributes',
    ],
  ])('%s', async (_case, content, problem) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'BAD_FEED', problem })
  })

  test('more than it can read in its time', { timeout: 60_000 }, async () => {
    await expect(read(endless, 0.3)).rejects.toMatchObject({
      code: 'TOO_SLOW',
      message: 'a.xml: not read within 0.3 s',
    })
  })

  test('while it is being read, others are', { timeout: 60_000 }, async () => {
    const slow = read(endless, 3).catch((error: unknown) => error)
    expect((await read(rss(numbered(2)))).articles).toHaveLength(2)
    expect(await slow).toMatchObject({ code: 'TOO_SLOW' })
    expect((await read(rss(numbered(1)))).articles).toHaveLength(1)
  })
})

test('100,000 items are read within the memory that there is', { timeout: 120_000 }, async () => {
  const { articles } = await read(rss(numbered(100_000)), 100)
  expect(articles).toHaveLength(100_000)
  expect(articles.at(-1)).toMatchObject({ guid: 'g99999', headline: 'Story 99999 of many' })
})

describe('threads', () => {
  let threads: Threads
  beforeEach(() => {
    threads = createThreads({ size: 1, memory: 24, idle: 10 })
  })
  afterEach(() => threads.close())

  const run = (content: string) =>
    threads.run(
      { kind: 'document', document: { name: 'a.xml', content, format: 'feed' }, now },
      60_000,
    )

  test('one that needs more memory than it may is ended, and nothing else', async () => {
    await expect(run(rss(numbered(30_000)))).rejects.toMatchObject({ reason: 'memory' })
    expect(await run(rss(numbered(1)))).toMatchObject({ kind: 'document' })
  }, 60_000)

  test('requests that came together are answered one after the other', async () => {
    const answers = await Promise.all([1, 2, 3].map((count) => run(rss(numbered(count)))))
    const counts = answers.map(
      (answer) => answer.kind === 'document' && answer.parsed.articles.length,
    )
    expect(counts).toEqual([1, 2, 3])
  }, 60_000)

  test('what is being read when they are closed is rejected; later requests are read', async () => {
    const reading = run(endless).catch((error: unknown) => error)
    await threads.close()
    expect(await reading).toMatchObject({ message: expect.stringContaining('were closed') })
    expect(await run(rss(numbered(1)))).toMatchObject({ kind: 'document' })
  }, 60_000)
})

test('a program that has read something ends by itself', { timeout: 60_000 }, () => {
  const program = `
    import { readDocument } from ${JSON.stringify(fileURLToPath(new URL('./read-document.ts', import.meta.url)))}
    const { articles } = await readDocument({ name: 'a', content: 'Headline\\nLead' })
    console.log(articles[0].headline)`
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    { encoding: 'utf8', timeout: 50_000 },
  )
  expect({ stdout, status }).toEqual({ stdout: 'Headline\n', status: 0 })
})
