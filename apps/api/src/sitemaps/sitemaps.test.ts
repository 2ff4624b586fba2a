import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../api.fixture.ts'

let test: TestApi
let recent: string[]
beforeAll(async () => {
  test = await startTestApi()
  const dates = ['2026-01-31T23:59:59.999Z', '2026-02-01T00:00:00Z', '2026-02-01T12:00:00Z']
  for (const date of [...dates, '1969-12-31T23:00:00Z', '1969-12-30T00:00:00Z']) {
    await test.save({ statedAt: new Date(date) })
  }
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  await test.save({ statedAt: ago(49) })
  recent = [
    await test.save({ statedAt: ago(47), headline: 'A & B < "C"' }),
    await test.save({ statedAt: ago(1), language: 'de' }),
  ]
})
afterAll(() => test.close())

async function read(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${test.api.url}${path}`, { headers })
  const { status } = response
  return { status, headers: response.headers, text: await response.text() }
}

const locations = (text: string) => [...text.matchAll(/<loc>([^<]*)</g)].map(([, at = '']) => at)
const idsIn = (text: string) => locations(text).map((at) => at.split('/').at(-1))

describe('the sitemap', () => {
  it('lists the days that have articles, newest first, also those before 1970', async () => {
    const { status, headers, text } = await read('/sitemap.xml')
    expect([status, headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8'])
    const days = locations(text).map((at) => at.slice(-'2026-01-31.xml'.length, -'.xml'.length))
    expect(days).toEqual(days.toSorted().toReversed())
    expect(days.slice(-4)).toEqual(['2026-02-01', '2026-01-31', '1969-12-31', '1969-12-30'])
  })

  it('leads to every article once', async () => {
    const ids: unknown[] = []
    for (const address of locations((await read('/sitemap.xml')).text)) {
      ids.push(...idsIn((await read(new URL(address).pathname)).text))
    }
    const all = await test.db.article.findMany({ orderBy: { feedKey: 'desc' } })
    expect(ids).toEqual(all.map(({ id }) => id))
  })

  it('says when an article last changed, and where its page is', async () => {
    const { text } = await read('/sitemaps/2026-01-31.xml', { 'x-forwarded-host': 'news.example' })
    expect(text).toMatch(
      /<url><loc>http:\/\/news\.example\/articles\/[\w-]{36}<\/loc><lastmod>2026-01-31T23:59:59\.999Z<\/lastmod><\/url>/,
    )
  })

  it('of a day is not sent again to whoever has it', async () => {
    const { headers } = await read('/sitemaps/2026-02-01.xml')
    const again = { 'if-none-match': headers.get('etag') ?? '' }
    expect((await read('/sitemaps/2026-02-01.xml', again)).status).toBe(304)
  })

  it('for news lists the articles of the last 48 hours', async () => {
    const { text } = await read('/sitemaps/news.xml')
    expect(idsIn(text)).toEqual(recent.toReversed())
    expect(text).toContain('<news:title>A &amp; B &lt; &quot;C&quot;</news:title>')
    expect(text).toContain('<news:language>de</news:language>')
  })

  it.each(['2026-01-30', '2026-02-31', '2026-13-01', 'today', '999999-01-01', '%00'])(
    'of %s is not there',
    async (day) => {
      expect((await read(`/sitemaps/${day}.xml`)).status).toBe(404)
    },
  )
})
