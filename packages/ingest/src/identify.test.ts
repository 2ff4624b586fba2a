import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ingestDocument } from './ingest.ts'

let testDb: TestDb
beforeAll(async () => {
  testDb = await createTestDb()
})
afterAll(() => testDb.close())

interface Item {
  title: string
  guid?: string
  link?: string
  date?: string
}

const feedOf = (items: readonly Item[]) =>
  items
    .map(
      ({ title, guid, link, date }) => `<item><title>${title}</title>
        ${guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`}
        ${link ? `<link>${link}</link>` : ''}${date ? `<pubDate>${date}</pubDate>` : ''}
        <description>The text of ${title}.</description></item>`,
    )
    .join('')

/** Takes a feed of these items in, as a source of that name. */
const take = (source: string, ...items: Item[]) =>
  ingestDocument(
    testDb.db,
    {
      name: 'feed.xml',
      content: `<rss version="2.0"><channel><title>T</title>${feedOf(items)}</channel></rss>`,
    },
    { source },
  )

/** The headlines of a source's articles, as they stand in its feed. */
const headlinesOf = async (name: string) => {
  const rows = await testDb.db.article.findMany({
    where: { source: { name } },
    orderBy: { feedKey: 'desc' },
  })
  return rows.map(({ headline }) => headline)
}

const at = (page: string) => `https://news.example/${page}`
/** Items of a publisher who gives every one of them the same guid. */
const same = (title: string): Item => ({ title, guid: 'x', link: at(title) })

describe('a guid that all items of a feed bear', () => {
  test('loses none of them, and adds none twice', async () => {
    const items = ['A', 'B', 'C'].map(same)
    expect(await take('All', ...items)).toMatchObject({ added: 3 })
    expect(await take('All', ...items)).toMatchObject({ added: 0, revised: 0, unchanged: 3 })
    const next = ['D', 'A', 'B'].map(same)
    expect(await take('All', ...next)).toMatchObject({ added: 1, revised: 0, unchanged: 2 })
  })

  test('is not believed when only one of them is left', async () => {
    await take('Left', same('A'), same('B'))
    expect(await take('Left', same('B'))).toMatchObject({ added: 0, revised: 0, unchanged: 1 })
    expect(await take('Left', same('C'))).toMatchObject({ added: 1, revised: 0 })
    expect(await headlinesOf('Left')).toHaveLength(3)
  })

  test('was believed before the second came, and the first is still known', async () => {
    expect(await take('First', same('A'))).toMatchObject({ added: 1 })
    const both = [same('B'), same('A')]
    expect(await take('First', ...both)).toMatchObject({ added: 1, revised: 0, unchanged: 1 })
    expect(await take('First', same('A'))).toMatchObject({ added: 0, unchanged: 1 })
    expect(await take('First', ...both)).toMatchObject({ added: 0, unchanged: 2 })
  })

  test('and the first is known when it has left the feed meanwhile', async () => {
    await take('Gone', same('A'))
    expect(await take('Gone', same('B'), same('C'))).toMatchObject({ added: 2, revised: 0 })
    expect(await take('Gone', same('A'))).toMatchObject({ added: 0, unchanged: 1 })
  })

  test('says nothing of another source', async () => {
    await take('One', same('A'), same('B'))
    await take('Other', same('A'))
    const moved = { ...same('A'), link: at('A/moved') }
    expect(await take('Other', moved)).toMatchObject({ added: 0, unchanged: 1 })
  })
})

describe('a guid that counts versions of its page', () => {
  const version = (count: number, title = 'A'): Item => ({
    title,
    guid: `${at('story')}#${count}`,
    link: at('story'),
  })

  test('stays the same article', async () => {
    expect(await take('Versions', version(0))).toMatchObject({ added: 1 })
    expect(await take('Versions', version(1))).toMatchObject({ added: 0, unchanged: 1 })
    expect(await take('Versions', version(2, 'B'))).toMatchObject({ added: 0, revised: 1 })
  })

  test('tells the posts of a live page apart, where there are several', async () => {
    const posts = [version(2, 'Second'), version(1, 'First')]
    expect(await take('Posts', ...posts)).toMatchObject({ added: 2 })
    expect(await take('Posts', ...posts)).toMatchObject({ added: 0, unchanged: 2 })
    expect(await take('Posts', version(3, 'Third'))).toMatchObject({ added: 1, revised: 0 })
  })
})

test('items that all lead to the front page are told apart by headline and date', async () => {
  const items = ['A', 'B'].map((title) => ({ title, guid: at(''), link: at('') }))
  expect(await take('Front', ...items)).toMatchObject({ added: 2 })
  expect(await take('Front', ...items)).toMatchObject({ added: 0, unchanged: 2 })
})

test('a page is the same over http and https', async () => {
  await take('Scheme', { title: 'A', link: 'http://news.example/a' })
  const again = await take('Scheme', { title: 'A', link: 'https://news.example/a' })
  expect(again).toMatchObject({ added: 0, unchanged: 1 })
  const [{ url } = { url: '' }] = await testDb.db.article.findMany({
    where: { source: { name: 'Scheme' } },
  })
  expect(url).toBe('http://news.example/a')
})

test('the same story at another source is an article of its own', async () => {
  const story = { title: 'A', guid: 'https://agency.example/a', link: 'https://agency.example/a' }
  const [first, second] = [await take('Agency', story), await take('Paper', story)]
  expect([first.added, second.added]).toEqual([1, 1])
  expect(second.articles[0]?.articleId).not.toBe(first.articles[0]?.articleId)
})

describe('dates', () => {
  const hour = 3_600_000
  const rowsOf = (name: string) =>
    testDb.db.article.findMany({ where: { source: { name } }, orderBy: { feedKey: 'desc' } })
  const undated = (title: string): Item => ({ title, guid: title })

  test('an archive stands where it belongs', async () => {
    const years = ['2021', '2019', '1999'].map((year) => ({
      ...undated(year),
      date: `02 Jun ${year} 10:00:00 GMT`,
    }))
    await take('Archive', ...years)
    const rows = await rowsOf('Archive')
    expect(rows.map(({ publishedAt }) => publishedAt.getUTCFullYear())).toEqual([2021, 2019, 1999])
    expect(rows.map(({ statedAt }) => statedAt)).toEqual(rows.map(({ publishedAt }) => publishedAt))
  })

  test('undated articles of a new source do not all stand on top', async () => {
    const before = Date.now()
    await take('Undated', ...['A', 'B', 'C', 'D'].map(undated))
    const rows = await rowsOf('Undated')
    expect(rows.map(({ headline }) => headline)).toEqual(['A', 'B', 'C', 'D'])
    expect(rows.map(({ statedAt }) => statedAt)).toEqual([null, null, null, null])
    const ages = rows.map(({ publishedAt }) => Math.round((before - +publishedAt) / hour))
    expect(ages.map(Math.abs)).toEqual([0, 1, 2, 3])
  })

  test('those that come later are new', async () => {
    await take('Later', undated('A'))
    const before = Date.now()
    await take('Later', undated('C'), undated('B'), undated('A'))
    const rows = await rowsOf('Later')
    expect(rows.map(({ headline }) => headline)).toEqual(['C', 'B', 'A'])
    expect(before - +rows[1]!.publishedAt).toBeLessThan(hour / 2)
  })

  test('one among dated ones is as old as the one before it', async () => {
    const dated = (title: string, date: string) => ({ ...undated(title), date })
    await take(
      'Mixed',
      dated('A', '02 Jun 2025 10:00:00 GMT'),
      undated('B'),
      dated('C', '01 Jun 2025 10:00:00 GMT'),
      { ...undated('D'), date: 'yesterday' },
    )
    const rows = await rowsOf('Mixed')
    expect(rows.map(({ headline, statedAt }) => [headline, statedAt?.getUTCDate()])).toEqual([
      ['A', 2],
      ['B', undefined],
      ['C', 1],
      ['D', undefined],
    ])
  })

  test.each([
    ['before 1970', '11 Nov 1918 11:00:00 GMT', '1918-11-11T11:00:00.000Z'],
    ['without a zone', '2025-06-02 10:00:00', '2025-06-02T10:00:00.000Z'],
    ['of another zone', '2025-06-02T10:00:00+02:00', '2025-06-02T08:00:00.000Z'],
  ])('a date %s is kept and sorted by', async (name, date, expected) => {
    await take(name, { ...undated('A'), date })
    const [row] = await rowsOf(name)
    expect(row!.statedAt!.toISOString()).toBe(expected)
    expect(row!.publishedAt).toEqual(row!.statedAt)
  })

  test('a date that is none is as good as absent', async () => {
    await take('Bad', { ...undated('A'), date: '31 Feb 2025 25:99:00 XYZ' })
    const [row] = await rowsOf('Bad')
    expect(row!.statedAt).toBeNull()
    expect(Date.now() - +row!.publishedAt).toBeLessThan(hour / 2)
  })

  test('a date in the future is kept, and sorted by when it was first seen', async () => {
    const next = new Date(Date.now() + 48 * hour)
    next.setMilliseconds(0)
    await take('Future', { ...undated('A'), date: next.toUTCString() })
    const [row] = await rowsOf('Future')
    expect(row!.statedAt).toEqual(next)
    expect(+row!.publishedAt).toBeLessThanOrEqual(Date.now())
  })

  test('a revised article keeps its place, whatever date it states now', async () => {
    const dated = (title: string, date: string) => ({ title, guid: title.slice(0, 1), date })
    const older = dated('B', '01 Jun 2025 10:00:00 GMT')
    await take('Place', dated('A', '02 Jun 2025 10:00:00 GMT'), older)
    const revised = dated('B again', '03 Jun 2025 10:00:00 GMT')
    expect(await take('Place', revised)).toMatchObject({ revised: 1 })
    const rows = await rowsOf('Place')
    expect(rows.map(({ headline }) => headline)).toEqual(['A', 'B again'])
    expect(rows[1]!.statedAt!.getUTCDate()).toBe(3)
    expect(rows[1]!.publishedAt.getUTCDate()).toBe(1)
  })
})
