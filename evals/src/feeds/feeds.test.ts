import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeReading, type ParsedArticle, type ParsedDocument } from '@courant/ingest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { judge } from './expectation.ts'
import { measureFeedparser } from './feedparser.ts'
import { addressesIn, measureLists } from './lists.ts'
import { plainOf } from './plain.ts'
import { count, measurePublished } from './published.ts'
import { readClaims } from './python.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'courant-evals-'))
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  await closeReading()
})

function write(files: Record<string, string>): string {
  const home = mkdtempSync(join(folder, 'set-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(home, name, '..'), { recursive: true })
    writeFileSync(join(home, name), content)
  }
  return home
}

const article: ParsedArticle = {
  guid: 'g',
  url: 'https://a.example/1',
  headline: 'A <b> headline',
  lead: 'The lead.',
  byline: 'Ann, Bob',
  publishedAt: new Date('2025-06-02T10:00:00Z'),
  language: 'en',
  imageUrl: null,
  categories: ['News', 'Coast'],
  sections: [{ crosshead: null, paragraphs: ['The  body.'] }],
  takeaways: [],
}

const parsed: ParsedDocument = {
  format: 'feed',
  source: {
    name: 'Paper',
    siteUrl: 'https://a.example/',
    feedUrl: null,
    selfUrl: null,
    hubUrl: null,
    language: null,
  },
  articles: [article],
}

const outcome = (expression: string, text = '') =>
  (readClaims(expression) ?? []).map((claim) => judge(claim, parsed, text)?.outcome)

describe('a claim', () => {
  it.each([
    ["feed['title'] == '<i>Paper</i>'", 'held'],
    ["feed['title'] == 'Papers'", 'failed'],
    ["feed['link'] == 'https://a.example'", 'held'],
    ["feed['language'] == None", 'held'],
    ["not feed.has_key('language')", 'held'],
    ["feed['language'] == 'en'", 'failed'],
    ["entries[0]['summary'] == 'The <b>lead</b>.'", 'held'],
    ["entries[0]['content'][0]['value'] == '<p>The body.</p>'", 'held'],
    ["entries[0]['description'] == 'The lead. The body.'", 'held'],
    ["entries[0]['description'] == 'The'", 'failed'],
    ["entries[0]['description'] == '<img>'", 'failed'],
    ["entries[1]['description'] == '<img>'", 'held'],
    ["entries[0]['published_parsed'] == (2025, 6, 2, 10, 0, 0, 0, 153, 0)", 'held'],
    ["entries[0]['published'] == 'Mon, 02 Jun 2025 12:00:00 +0200'", 'held'],
    ["entries[0]['published'] == 'Mon, 02 Jun 2025 12:00:00 GMT'", 'failed'],
    ["entries[0]['authors'][1]['name'] == 'Bob'", 'held'],
    ["entries[0]['tags'][0]['term'] == 'Coast'", 'held'],
    ["entries[0]['tags'][0]['term'] == 'Sport'", 'failed'],
    ["entries[0]['category'] != None", 'held'],
    ["entries[0]['title_detail']['type'] == 'text/html'", 'unmapped'],
    ["feed['rights'] == 'a'", 'unmapped'],
    ['not bozo', undefined],
  ])('%s: %s', (expression, expected) => {
    expect(outcome(expression)).toEqual([expected])
  })

  it('of plain text means what it says, tags too', () => {
    const expression = "entries[0]['title'] == 'A <b> headline'"
    expect(outcome(expression)).toEqual(['failed'])
    expect(outcome(expression, '<title type="text">')).toEqual(['held'])
  })
})

it('takes tags away and resolves references', () => {
  expect(plainOf('<p class="a">a &lt; &#98;&#x63; <!-- d --></p>\n&amp;')).toBe('a<bc&')
})

it('judges each file by its own comment, and all of them as one', { timeout: 60_000 }, async () => {
  const feed = (expected: string, content: string) =>
    `<!--\nDescription: a\nExpect:      ${expected}\n-->\n${content}`
  const home = write({
    'wellformed/right.xml': feed(
      "feed['title'] == 'A'",
      '<rss><channel><title>A</title></channel></rss>',
    ),
    'wellformed/wrong.xml': feed(
      "feed['title'] == 'B'",
      '<rss><channel><title>A</title></channel></rss>',
    ),
    'wellformed/silent.xml': feed(
      "entries[0]['id'] == 'g'",
      '<rss><channel><item><guid>g</guid></item></channel></rss>',
    ),
    'wellformed/rights.xml': feed("feed['rights'] == 'B'", '<rss><channel></channel></rss>'),
    'illformed/short.xml': feed('bozo', '<rss><channel><item>'),
  })
  const { rows, misses } = await measureFeedparser(home)
  const value = (what: string) => rows.find((row) => row.what === what)?.value
  expect(value('well-formed feeds that read as expected')).toBeCloseTo(2 / 3)
  expect(value('of them, feeds')).toBe(3)
  expect(value('files that end without a crash')).toBe(1)
  expect(value('no place for: rights')).toBe(1)
  expect(misses.filter(({ kind }) => kind === 'otherwise')).toEqual([
    {
      kind: 'otherwise',
      subject: 'feed.title',
      context: 'wellformed/wrong.xml: "B" expected, "A" found',
    },
  ])
})

it('counts items and dates by their tags', () => {
  const text = `<items/><item a="b"><pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate><dc:date>1999</dc:date></item>
    <!-- <item> --><item><title>A</title></item><item><dc:date><![CDATA[2025]]></dc:date></item>`
  expect(count(text)).toEqual({ items: 3, dates: ['Mon, 02 Jun 2025 10:00:00 GMT', null, '2025'] })
})

it('compares them with what was read', { timeout: 60_000 }, async () => {
  const item = '<item><title>A</title><pubDate>Mon, 02 Jun 2025 10:00:00 GMT</pubDate></item>'
  const home = write({
    'a.xml': `<rss><channel>${item}<item><title>B</title></item></channel></rss>`,
    'b.xml': `<rss><channel>${item}<item></item></channel></rss>`,
  })
  const { rows } = await measurePublished(home)
  expect(rows.map(({ value }) => value)).toEqual([0.5, 0.75, 2, 4])
})

it('finds the addresses of a list by their attribute', () => {
  const text = `<outline XMLURL='https://a.example' /><outline xmlUrl="https://a.example/?b&amp;c"
    xmlUrl="https://a.example/"/>`
  expect([...addressesIn(text)]).toEqual(['https://a.example/', 'https://a.example/?b&c'])
})

it('imports lists, exports them, and imports them again', () => {
  const outline = (address: string) => `<outline text="A" xmlUrl="${address}"/>`
  const home = write({
    'a.opml': `<opml><body>${outline('https://a.example/')}</body></opml>`,
    'b.opml': `<opml><body>${outline('https://a.example/')}${outline('/b')}</body></opml>`,
  })
  const { rows, misses } = measureLists(home)
  expect(rows.map(({ value }) => value)).toEqual([0.5, 2 / 3, 1, 2, 3])
  expect(misses).toEqual([{ kind: 'lost', subject: 'b.opml', context: '/b' }])
})
