import { mentionsOf, sectionsOf, takeawaysOf } from '@courant/feed'
import { createTestDb } from '@courant/testing'
import { describe, expect, test } from 'vitest'

import type { ParsedArticle } from './article.ts'
import { parseDocument } from './document.ts'
import { IngestError } from './errors.ts'
import { hostileAddresses, hostileMarkup, hostileText, secret, shown } from './hostile.fixture.ts'
import { ingestDocument } from './ingest.ts'
import { cleanLine, cleanText } from './plain-text.ts'
import { tidyArticle } from './tidy.ts'

const fields = ['headline', 'lead', 'body', 'byline', 'category', 'url', 'guid', 'image'] as const
type Field = (typeof fields)[number]
type Item = Record<Field, string>

const harmless: Item = {
  headline: 'The dam holds',
  lead: 'It rained for a week, and the dam above the town held.',
  body: '<p>The mayor thanked everyone who had carried sand to the river by night.</p>',
  byline: 'Ada Marlow',
  category: 'weather',
  url: 'https://news.example/dam',
  guid: 'dam',
  image: 'https://news.example/dam.jpg',
}

const xml = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`)
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** How each format writes an article, and the fields whose text it takes for HTML. */
const formats: Record<string, { html: readonly Field[]; write(item: Item): string }> = {
  RSS: {
    html: ['headline', 'lead', 'body', 'byline', 'category'],
    write: (item) => `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><item>
      <title>${xml(item.headline)}</title><description>${xml(item.lead)}</description>
      <content:encoded>${xml(item.body)}</content:encoded><dc:creator>${xml(item.byline)}</dc:creator>
      <category>${xml(item.category)}</category><link>${xml(item.url)}</link>
      <guid isPermaLink="true">${xml(item.guid)}</guid>
      <enclosure type="image/jpeg" length="1" url="${xml(item.image)}"/></item></channel></rss>`,
  },
  'RSS with raw text': {
    html: ['headline', 'body', 'byline', 'category'],
    write: (item) => {
      const raw = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
      return `<rss version="2.0"><channel><title>T</title><item><title>${raw(item.headline)}</title>
        <description>${raw(item.body)}</description><author>${raw(item.byline)}</author>
        <category>${raw(item.category)}</category><link>${raw(item.url)}</link>
        <guid>${raw(item.guid)}</guid></item></channel></rss>`
    },
  },
  Atom: {
    html: ['headline', 'lead', 'body', 'byline', 'category'],
    write: (item) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry>
      <title type="html">${xml(item.headline)}</title><id>${xml(item.guid)}</id>
      <summary type="html">${xml(item.lead)}</summary><content type="html">${xml(item.body)}</content>
      <author><name>${xml(item.byline)}</name></author><category term="${xml(item.category)}"/>
      <link href="${xml(item.url)}"/>
      <link rel="enclosure" type="image/jpeg" href="${xml(item.image)}"/></entry></feed>`,
  },
  'JSON Feed': {
    html: ['body', 'byline', 'category'],
    write: (item) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'T',
        items: [
          {
            id: item.guid,
            url: item.url,
            title: item.headline,
            summary: item.lead,
            content_html: item.body,
            authors: [{ name: item.byline }],
            tags: [item.category],
            image: item.image,
          },
        ],
      }),
  },
  'plain text': {
    html: [],
    write: (item) =>
      [
        '---',
        ...[`url: ${item.url}`, `key: ${item.guid}`, `image: ${item.image}`].map(oneLine),
        ...[`byline: ${item.byline}`, `categories: ${item.category}`].map(oneLine),
        '---',
        ...[item.headline, item.lead, item.body].map(oneLine),
      ].join('\n'),
  },
  'a page': {
    html: ['body'],
    write: (item) => `<!doctype html><html><head><title>${xml(item.headline)}</title>
      <meta property="og:title" content="${xml(item.headline)}">
      <meta name="description" content="${xml(item.lead)}">
      <meta name="author" content="${xml(item.byline)}">
      <meta property="article:tag" content="${xml(item.category)}">
      <meta property="og:image" content="${xml(item.image)}">
      <link rel="canonical" href="${xml(item.url)}"></head><body><article>
      <h1>${xml(item.headline)}</h1>${harmless.body.repeat(4)}<div>${item.body}</div>
      ${harmless.body.repeat(4)}</article></body></html>`,
  },
}

/** What would be saved of a document; nothing where it is refused, which is as good. */
function read(document: string): ParsedArticle[] {
  const now = new Date('2026-03-01T12:00:00Z')
  try {
    return parseDocument({ name: 'document', content: document }, now).articles.map(tidyArticle)
  } catch (error) {
    if (error instanceof IngestError) return []
    throw error
  }
}

const unkeepable =
  // oxlint-disable-next-line no-control-regex
  /[\u{0}-\u{1F}\u{7F}-\u{9F}\u{202D}\u{202E}]|\p{Surrogate}|\p{Noncharacter_Code_Point}/u
const turning = /[\u{202A}-\u{202E}\u{2066}-\u{2069}]/u

function textsOf({ lead, sections, ...article }: ParsedArticle) {
  const { headline, byline, guid, categories, takeaways } = article
  const crossheads = sections.map(({ crosshead }) => crosshead)
  const lines = [headline, byline, guid, ...categories, ...takeaways, ...crossheads]
  return {
    lines: lines.filter((line) => line !== null),
    paragraphs: [lead, ...sections.flatMap(({ paragraphs }) => paragraphs)],
  }
}

/** What is wrong with an article; nothing, if all is well. */
function faultsOf(article: ParsedArticle): string[] {
  const { lines, paragraphs } = textsOf(article)
  const addresses = [article.url, article.imageUrl].filter((address) => address !== null)
  return [
    ...[...lines, ...paragraphs].filter((text) => unkeepable.test(text)),
    ...lines.filter((text) => turning.test(text)),
    ...addresses.filter((address) => !/^https?:\/\/[\x21-\x7e]+$/.test(address)),
    ...addresses.filter((address) => /^[^/]*\/\/[^/?#]*@/.test(address)),
    ...addresses.filter(({ length }) => length > 4_000),
  ]
}

const all = [...hostileMarkup, ...hostileAddresses, ...hostileText].map(
  ([name, payload]) => [name, payload] as const,
)

test('there are enough of them', () => {
  expect(hostileMarkup.length).toBeGreaterThanOrEqual(100)
  expect(all.length).toBeGreaterThan(150)
})

describe.each(Object.keys(formats))('%s', (format) => {
  const { html, write } = formats[format]!

  test('gives text and addresses of http and https alone', { timeout: 120_000 }, () => {
    const faults: Record<string, string[]> = {}
    let kept = 0
    for (const field of fields) {
      for (const [name, payload] of all) {
        const articles = read(write({ ...harmless, [field]: payload }))
        const found = articles.flatMap(faultsOf)
        if (found.length > 0) faults[`${field}: ${name}`] = found
        kept += articles.length
      }
    }
    expect(faults).toEqual({})
    // Or everything would have been refused.
    expect(kept).toBeGreaterThan(all.length * 5)
  })

  test.each(html)('shows of markup in its %s what is text, and nothing else', (field) => {
    const leaks: Record<string, string> = {}
    const losses: Record<string, string> = {}
    for (const [name, payload] of hostileMarkup) {
      for (const article of read(write({ ...harmless, [field]: payload }))) {
        const { lines, paragraphs } = textsOf(article)
        const text = [...lines, ...paragraphs, article.url, article.imageUrl].join('\n')
        if (text.includes(secret)) leaks[name] = text
        if (!text.includes(shown)) losses[name] = text
      }
    }
    expect(leaks).toEqual({})
    // What a page's text is, others judge.
    expect(format === 'a page' ? {} : losses).toEqual({})
  })
})

test.each([
  ['<![CDATA[<a href="https://news.example/ada">Ada <b>Marlow</b></a>]]>', 'Ada Marlow'],
  ['&lt;a href="https://news.example/ada"&gt;Ada Marlow&lt;/a&gt;', 'Ada Marlow'],
  ['ada@news.example (Ada Marlow)', 'Ada Marlow'],
  ['Ada Marlow &lt;ada@news.example&gt;', 'Ada Marlow'],
  ['Ada Marlow', 'Ada Marlow'],
])('the author that RSS writes as %s has a name', (author, byline) => {
  const feed = `<rss version="2.0"><channel><title>T</title><item><title>A</title><author>${author}</author></item></channel></rss>`
  expect(read(feed)).toMatchObject([{ byline }])
})

describe('text', () => {
  test.each(hostileText)('%s is cleaned in a line', (_name, text, expected) => {
    expect(cleanLine(text)).toBe(expected)
    expect(cleanLine(expected)).toBe(expected)
  })

  test('turns of the direction stay in a paragraph, overrides do not', () => {
    expect(cleanText('a\u{2067}ב\u{2069}\u{202B}ב\u{202C} \u{202E}c')).toBe(
      'a\u{2067}ב\u{2069}\u{202B}ב\u{202C} c',
    )
  })

  test.each([
    ['one endless word', 'x'.repeat(1_000_000)],
    ['marks without a letter', '\u{301}'.repeat(1_000_000)],
    ['a flag without an end', `🏴${'\u{E0061}'.repeat(1_000_000)}`],
    ['spaces', ' \u{A0}'.repeat(500_000)],
    ['half characters', '\u{D800}'.repeat(1_000_000)],
  ])('%s is cut, and costs no more than its length', (_name, text) => {
    const [article] = read(formats['JSON Feed']!.write({ ...harmless, headline: text, body: text }))
    expect(article?.headline.length ?? 0).toBeLessThanOrEqual(300)
    const paragraphs = article?.sections.flatMap((section) => section.paragraphs) ?? []
    expect(paragraphs.join('').length).toBeLessThanOrEqual(100_000)
  })

  test('a headline that nobody sees gives way to the lead', () => {
    for (const headline of ['\u{2067}', '\u{3164}', '\u{200B}\u{AD}']) {
      const [article] = read(formats['JSON Feed']!.write({ ...harmless, headline }))
      expect(article!.headline).not.toBe('')
    }
  })
})

describe('markup that is built to exhaust', () => {
  test.each([
    ['elements within elements', `${'<div>'.repeat(20_000)}a${'</div>'.repeat(20_000)}`],
    ['elements that are left open', '<b><p>'.repeat(20_000)],
    ['formatting that is opened again and again', '<b><i><u>'.repeat(200) + '<p>x'.repeat(2_000)],
    ['attributes', `<p ${Array.from({ length: 20_000 }, (_, at) => `a${at}=1`).join(' ')}>a</p>`],
    ['entities', '&amp;'.repeat(200_000)],
    ['broken entities', '&#x'.repeat(200_000)],
    ['open brackets', '<'.repeat(200_000)],
    ['open comments', '<!--'.repeat(100_000)],
    ['tables in tables', '<table><tr><td>'.repeat(5_000)],
  ])('%s ends all the same', { timeout: 60_000 }, (_name, body) => {
    const articles = read(formats['JSON Feed']!.write({ ...harmless, body }))
    expect(articles.flatMap(faultsOf)).toEqual([])
  })
})

test('what is stored is what was read, in every table', { timeout: 120_000 }, async () => {
  const { db, close } = await createTestDb()
  const items = all.map(([name, payload], at) => ({
    id: `${at} ${payload}`,
    url: payload,
    title: `${name} ${payload}`,
    summary: payload,
    content_html: `<h2>${payload}</h2><p>${payload}</p><p>NATO and ${shown} met in Paris.</p>`,
    authors: [{ name: payload }],
    tags: [payload],
    image: payload,
  }))
  const content = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: shown,
    items,
  })
  const { articles } = await ingestDocument(db, { name: 'feed.json', content })
  const ids = articles.map(({ articleId }) => articleId)
  expect(ids.length).toBeGreaterThan(all.length - 20)

  const rows = await db.article.findMany({ where: { id: { in: ids } } })
  const own = /^urn:courant:[0-9a-f]{32}$/
  expect(
    rows.filter(({ url }) => !own.test(url) && !/^https?:\/\/[\x21-\x7e]+$/.test(url)),
  ).toEqual([])
  expect(rows.filter(({ imageUrl }) => imageUrl && !/^https?:/.test(imageUrl))).toEqual([])
  const stored = [
    ...rows.flatMap(({ headline, lead, byline, key }) => [headline, lead, byline ?? '', key]),
    ...[...(await sectionsOf(db, ids)).values()]
      .flat()
      .flatMap(({ crosshead, paragraphs }) => [crosshead ?? '', ...paragraphs]),
    ...[...(await takeawaysOf(db, ids)).values()]
      .flat()
      .flatMap(({ text, evidenceQuote }) => [text, evidenceQuote ?? '']),
    ...[...(await mentionsOf(db, ids)).values()]
      .flat()
      .flatMap(({ spans }) => spans.map(({ surface }) => surface)),
    ...(await db.entity.findMany({ select: { name: true } })).map(({ name }) => name),
    ...(await db.entityAlias.findMany({ select: { text: true } })).map(({ text }) => text),
    ...(await db.candidate.findMany({ include: { proposedName: true } })).map(
      ({ proposedName }) => proposedName.name,
    ),
  ]
  expect(stored.filter((text) => unkeepable.test(text))).toEqual([])
  await close()
})
