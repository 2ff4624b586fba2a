import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft, entity, mention, prepare } from '../draft.fixture.ts'
import { mergeEntities } from '../entities/merge.ts'
import { searchActors } from './actors.ts'
import { searchArticles } from './articles.ts'

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  const daysAgo = (n: number) => ({ statedAt: new Date(Date.now() - n * 86_400_000) })
  const body = (text: string) => ({ sections: [{ crosshead: null, paragraphs: [text] }] })
  const named = (slug: string, name: string) => ({ ...mention(slug), entity: entity(slug, name) })
  await saveArticles(test.db, [
    draft({ sourceId, key: 'headline', headline: 'Bridges closed', ...daysAgo(1) }),
    draft({
      sourceId,
      key: 'body',
      ...daysAgo(1),
      ...body('The river rose, and both bridges were closed. <b>Nobody</b> crossed'),
    }),
    draft({ sourceId, key: 'old', headline: 'Bridges closed', ...daysAgo(400) }),
    draft({
      sourceId,
      key: 'german',
      language: 'de',
      headline: 'Alle Brücken gesperrt',
      mentions: [named('zelenskyy', 'Volodymyr Zelenskyy'), named('selenskij', 'Selenskij')],
      ...daysAgo(2),
    }),
    draft({
      sourceId,
      key: 'other',
      headline: 'Chess title',
      mentions: [named('orlova', 'Vera Orlova')],
      ...daysAgo(9),
    }),
    ...Array.from({ length: 5 }, (_, n) =>
      draft({ sourceId, key: `walk ${n}`, lead: 'A walk along the dyke.', ...daysAgo(n + 3) }),
    ),
  ])
  await mergeEntities(test.db, { from: 'selenskij', into: 'zelenskyy', reason: 'The same man.' })
})
afterAll(() => test.close())

async function found(text: string, request: Parameters<typeof searchArticles>[2] = {}) {
  const { edges } = await searchArticles(test.db, text, request)
  return edges.map(({ node }) => node.article.key)
}

describe('a search', () => {
  it.each([
    ['bridge', ['headline', 'old', 'body']],
    ['Brücke', ['german']],
    ['bridge -river', ['headline', 'old']],
    ['"river rose"', ['body']],
    ['bridge OR chess', ['headline', 'other', 'old', 'body']],
    ['nowhere', []],
    ['  ', []],
    // A word like any other in German.
    ['the', ['german']],
    ["it's <-> & | ! ( :* \\", []],
  ])('for %s finds what holds it, the best first', async (text, keys) => {
    expect(await found(text)).toEqual(keys)
  })

  it('is narrowed by a filter', async () => {
    const filter = { publishedBefore: new Date(Date.now() - 100 * 86_400_000) }
    expect(await found('bridges', { filter })).toEqual(['old'])
  })

  it('shows where the text stands, as plain text in pieces', async () => {
    const { edges } = await searchArticles(test.db, 'bridges', {})
    const snippets = await Promise.all(edges.map(({ node }) => node.snippets()))
    expect(snippets[0]!.headline).toEqual([
      { text: 'Bridges', hit: true },
      { text: ' closed', hit: false },
    ])
    expect(snippets[2]!.headline).toEqual([{ text: 'Headline of body', hit: false }])
    const fragment = snippets[2]!.fragments[0]!
    expect(fragment.filter(({ hit }) => hit)).toEqual([{ text: 'bridges', hit: true }])
    expect(fragment.map(({ text }) => text).join('')).toContain(
      'bridges were closed. <b>Nobody</b> crossed',
    )
  })

  it.each([
    ['Old bridges <script>alert(1)</script> are closed', '<script>alert(1)</script>'],
    ['Where 1 < 2 & 3 > 2, bridges &lt; tunnels </b', '&lt; tunnels'],
    [
      'Near bridges <img src=x onerror=alert(1)> is <path>',
      'bridges <img src=x onerror=alert(1)> is',
    ],
  ])('shows %s as it stands', async (lead, markup) => {
    const key = 'markup'
    const { id: sourceId } = await test.db.source.findFirstOrThrow()
    await saveArticles(test.db, [draft({ sourceId, key, headline: lead, lead, sections: [] })])
    const { edges } = await searchArticles(test.db, 'bridges', {})
    const { node } = edges.find(({ node: { article } }) => article.key === key)!
    const { headline, fragments } = await node.snippets()
    await test.db.article.deleteMany({ where: { key } })
    const [shown, passage] = [headline, fragments[0]!].map((segments) =>
      segments.map(({ text }) => text).join(''),
    )
    expect(shown).toBe(lead)
    expect(lead).toContain(passage)
    expect(passage).toContain(markup)
    expect(fragments[0]!.find(({ hit }) => hit)?.text).toBe('bridges')
  })

  it('reads the same both ways, page by page, and tells how many it ranks', async () => {
    const all = await found('walk')
    expect(all).toHaveLength(5)
    const forward: string[] = []
    for (let after: string | null = null; ;) {
      const page = await searchArticles(test.db, 'walk', { first: 2, after })
      forward.push(...page.edges.map(({ node }) => node.article.key))
      expect(await page.count()).toEqual({ count: 5, exact: true })
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    const backward: string[] = []
    for (let before: string | null = null; ;) {
      const page = await searchArticles(test.db, 'walk', { last: 2, before })
      backward.unshift(...page.edges.map(({ node }) => node.article.key))
      if (!page.pageInfo.hasPreviousPage) break
      before = page.pageInfo.startCursor
    }
    expect([forward, backward]).toEqual([all, all])
  })

  it('takes no cursor of another search', async () => {
    const { pageInfo } = await searchArticles(test.db, 'walk', { first: 1 })
    const other = searchArticles(test.db, 'bridges', { after: pageInfo.endCursor })
    await expect(other).rejects.toMatchObject({ code: 'BAD_CURSOR' })
  })
})

describe('actors', () => {
  it.each([
    ['zelenskyy', ['zelenskyy']],
    ['Zelensky', ['zelenskyy']],
    ['Volodymir Zelenskyy', ['zelenskyy']],
    ['selenskij', ['zelenskyy']],
    ['orlova', ['orlova']],
    ['Orlowa', ['orlova']],
    ['nobody', []],
    ['', []],
    ["%_\\'", []],
  ])('are found by "%s"', async (text, slugs) => {
    const actors = await searchActors(test.db, text, { first: 5 })
    expect(actors.map(({ entity: { slug } }) => slug)).toEqual(slugs)
  })
})
