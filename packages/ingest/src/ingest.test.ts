import { allTopics, mentionsOf, sectionsOf, takeawaysOf } from '@courant/feed'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { ingestDocument } from './ingest.ts'

let testDb: TestDb
beforeEach(async () => {
  testDb = await createTestDb()
})
afterEach(() => testDb.close())

const text = [
  'NATO plans a new headquarters in Wiesbaden',
  'The alliance wants to coordinate weapons deliveries to Ukraine by itself.',
  'So far the United States led this work, a spokesperson of NATO said.',
  'Doubts about the future',
  'Donald Trump raised doubts whether the US would go on supporting Ukraine.',
  '- NATO takes over the coordination of deliveries.',
]
const article = { name: 'nato.txt', content: text.join('\n'), url: 'file:///news/nato.txt' }

const feedOf = (...items: string[]) =>
  `<rss version="2.0"><channel><title>The Gazette</title><link>https://gazette.example/</link>${items.join('')}</channel></rss>`
const item = (guid: string, title: string, body = 'Some text.') =>
  `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><description>${body}</description></item>`
const feed = (...items: string[]) => ({ name: 'feed.xml', content: feedOf(...items) })

const stored = () =>
  Promise.all([
    testDb.db.article.count(),
    testDb.db.articleEvent.count(),
    testDb.db.articleRevision.count(),
  ])

describe('an article in plain text', () => {
  test('is stored with its parts, its actors and the takeaways of its publisher', async () => {
    const { source, articles, added } = await ingestDocument(testDb.db, article)
    expect(added).toBe(1)
    expect(source).toMatchObject({ slug: 'local-files', name: 'Local files' })

    const [{ articleId: id } = { articleId: '' }] = articles
    const saved = await testDb.db.article.findUniqueOrThrow({ where: { id } })
    expect(saved).toMatchObject({
      headline: text[0],
      lead: text[1],
      key: 'file:///news/nato.txt',
      language: 'en',
      statedAt: null,
    })
    expect(URL.canParse(saved.url)).toBe(true)
    expect((await sectionsOf(testDb.db, [id])).get(id)).toMatchObject([
      { crosshead: null, paragraphs: [text[2]] },
      { crosshead: text[3], paragraphs: [text[4]] },
    ])
    expect((await takeawaysOf(testDb.db, [id])).get(id)).toMatchObject([
      { origin: 'PUBLISHER', text: 'NATO takes over the coordination of deliveries.' },
    ])
    const mentions = (await mentionsOf(testDb.db, [id])).get(id) ?? []
    const actors = await testDb.db.entity.findMany({
      where: { id: { in: mentions.map(({ entityId }) => entityId) } },
    })
    expect(actors.map(({ slug }) => slug)).toEqual(
      expect.arrayContaining(['nato', 'ukraine', 'donald-trump']),
    )
    expect(await allTopics(testDb.db)).not.toHaveLength(0)
  })

  test('taken in twice changes nothing', async () => {
    await ingestDocument(testDb.db, article)
    const again = await ingestDocument(testDb.db, article)
    expect(again).toMatchObject({ added: 0, revised: 0, unchanged: 1 })
    expect(await stored()).toEqual([1, 1, 0])
  })

  test('changed, becomes its second revision under the same id', async () => {
    const first = await ingestDocument(testDb.db, article)
    const content = article.content.replace('So far', 'Until today')
    const second = await ingestDocument(testDb.db, { ...article, content })
    expect(second.articles).toMatchObject([
      { articleId: first.articles[0]?.articleId, outcome: 'REVISED', revision: 2 },
    ])
    expect(await stored()).toEqual([1, 2, 1])
  })

  test('moved to another file, is known by its headline', async () => {
    await ingestDocument(testDb.db, article)
    const moved = { ...article, url: 'file:///archive/nato.txt' }
    expect(await ingestDocument(testDb.db, moved)).toMatchObject({ unchanged: 1 })
  })

  test('edited in its headline, is known by its file', async () => {
    await ingestDocument(testDb.db, article)
    const content = article.content.replace('a new headquarters', 'headquarters')
    expect(await ingestDocument(testDb.db, { ...article, content })).toMatchObject({ revised: 1 })
  })

  test('taken in by many at the same moment, is there once', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, () => ingestDocument(testDb.db, article)),
    )
    expect(all.map(({ added }) => added).toSorted()).toEqual([0, 0, 0, 0, 0, 1])
    expect(await stored()).toEqual([1, 1, 0])
  })

  test('keeps no NUL and no half character', async () => {
    const content = `Head\u{0}line\nLead \u{D800}\nA para\u{0}graph.`
    const { articles } = await ingestDocument(testDb.db, {
      name: 'a.txt',
      content: ` \n${content}`,
    })
    expect(articles).toMatchObject([{ headline: 'Headline', outcome: 'ADDED' }])
  })
})

describe('the source', () => {
  test('is the one the reader names', async () => {
    const { source } = await ingestDocument(testDb.db, article, { source: 'Süddeutsche Post' })
    expect(source).toMatchObject({ slug: 'suddeutsche-post', name: 'Süddeutsche Post' })
  })

  test('else the one the document names', async () => {
    const content = `---\nsource: The Gazette\nsourceUrl: https://gazette.example/\n---\n${article.content}`
    const { source } = await ingestDocument(testDb.db, { ...article, content })
    expect(source).toMatchObject({ slug: 'the-gazette', siteUrl: 'https://gazette.example/' })
  })

  test('of a feed is its title', async () => {
    const { source } = await ingestDocument(testDb.db, feed(item('1', 'One')))
    expect(source).toMatchObject({
      slug: 'the-gazette',
      name: 'The Gazette',
      siteUrl: 'https://gazette.example/',
      nextPollAt: null,
    })
  })

  test('of a title without Latin letters takes its slug from the host', async () => {
    const content = feedOf(item('1', 'Один')).replace('The Gazette', 'Новости')
    const { source } = await ingestDocument(testDb.db, { name: 'feed.xml', content })
    expect(source).toMatchObject({ slug: 'gazette-example', name: 'Новости' })
  })
})

describe('a feed', () => {
  test('adds what is new, revises what changed, and leaves the rest', async () => {
    await ingestDocument(testDb.db, feed(item('1', 'One'), item('2', 'Two')))
    const second = feed(item('1', 'One'), item('2', 'Two', 'Other text.'), item('3', 'Three'))
    expect(await ingestDocument(testDb.db, second)).toMatchObject({
      added: 1,
      revised: 1,
      unchanged: 1,
    })
    expect(await stored()).toEqual([3, 4, 1])
  })

  test('that uses a guid twice gives the first', async () => {
    const twice = feed(item('1', 'One'), item('1', 'Another'))
    expect(await ingestDocument(testDb.db, twice)).toMatchObject({ added: 1, revised: 0 })
    expect(await ingestDocument(testDb.db, twice)).toMatchObject({ added: 0, revised: 0 })
  })

  test('without guids is known by its addresses, however readers were sent there', async () => {
    const linked = (link: string) =>
      feed(`<item><title>One</title><link>${link}</link><description>Text.</description></item>`)
    await ingestDocument(testDb.db, linked('https://gazette.example/1?utm_source=rss'))
    const again = await ingestDocument(testDb.db, linked('https://gazette.example/1#top'))
    expect(again).toMatchObject({ added: 0, unchanged: 1 })
    const [{ url } = { url: '' }] = await testDb.db.article.findMany()
    expect(url).toBe('https://gazette.example/1')
  })

  test('of more than one transaction comes in whole', async () => {
    const many = feed(...Array.from({ length: 450 }, (_, at) => item(`${at}`, `Article ${at}`)))
    expect(await ingestDocument(testDb.db, many)).toMatchObject({ added: 450 })
    expect(await ingestDocument(testDb.db, many)).toMatchObject({ added: 0, unchanged: 450 })
  })

  test('that is damaged stores nothing, not even its source', async () => {
    const cut = feedOf(item('1', 'One'), item('2', 'Two')).slice(0, -60)
    await expect(
      ingestDocument(testDb.db, { name: 'feed.xml', content: cut }),
    ).rejects.toMatchObject({ code: 'BAD_FEED', message: expect.stringMatching(/^feed\.xml:1:/) })
    expect(await stored()).toEqual([0, 0, 0])
    expect(await testDb.db.source.count()).toBe(0)
  })
})

test('an article of a giant body keeps its beginning', async () => {
  const paragraph = `<p>${'word '.repeat(2_000)}</p>`
  const giant = feed(item('1', 'One', `<![CDATA[${paragraph.repeat(30)}]]>`))
  const { articles } = await ingestDocument(testDb.db, giant)
  const id = articles[0]?.articleId ?? ''
  const sections = (await sectionsOf(testDb.db, [id])).get(id) ?? []
  const length = sections.flatMap((section) => section.paragraphs).join('').length
  expect(length).toBeGreaterThan(90_000)
  expect(length).toBeLessThanOrEqual(100_000)
})
