import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
let nato: string
beforeAll(async () => {
  test = await startTestApi()
  await test.save({
    headline: 'Lead: ministers agree 😀 on ministers',
    lead: 'NATO talks begin.',
    sections: [
      {
        crosshead: 'A minister waits',
        paragraphs: ['Nothing here.', 'Ministerial minister’s car.'],
      },
    ],
    mentions: [mention('nato'), mention('eu', { about: false })],
    topics: [{ code: '20000574', score: 1, cues: [] }],
  })
  await test.save({ headline: 'Minister trifft NATO', language: 'de', mentions: [mention('nato')] })
  await test.save({ headline: 'Chess', lead: '' })
  nato = (await test.db.entity.findUniqueOrThrow({ where: { slug: 'nato' } })).id
})
afterAll(() => test.close())

interface Clause {
  path: string
  holds: boolean
  required: boolean
  found: string[]
  spans: { part: string; section: number | null; start: number; surface: string }[]
}

const clause = 'path holds required found spans { part section paragraph start end surface }'

async function matchedBy(filter: object): Promise<{ matches: boolean; clauses: Clause[] }[]> {
  const { data, errors } = await test.query(
    `query ($filter: ArticleFilter!) {
      articles { edges { node { matchedBy(filter: $filter) { matches clauses { ${clause} } } } } }
    }`,
    { filter },
  )
  expect(errors).toBeUndefined()
  const { articles } = data as { articles: { edges: { node: { matchedBy: never } }[] } }
  return articles.edges.map(({ node }) => node.matchedBy)
}

describe('what a filter makes of an article', () => {
  it('is told clause by clause, with the places that show it', async () => {
    const filter = {
      actors: { all: ['nato'], none: ['eu'] },
      salience: 'ABOUT',
      topics: { any: ['politics'] },
      languages: ['en'],
      publishedBefore: '2025-01-01T00:00:00Z',
      AND: [{ text: 'minister -chess' }],
      OR: [{ actors: { any: ['eu'] } }, {}],
      NOT: { languages: ['de'] },
    }
    const [, , first] = await matchedBy(filter)
    expect(first!.matches).toBe(false)
    const told = first!.clauses.map(({ path, holds, required }) => [path, holds, required])
    expect(told).toEqual([
      ['actors.all', true, true],
      ['actors.none', true, true],
      ['topics.any', true, true],
      ['languages', true, true],
      ['publishedBefore', false, true],
      ['AND[0].text', true, true],
      ['OR', true, true],
      ['OR[0].actors.any', true, false],
      ['NOT', true, true],
      ['NOT.languages', false, false],
    ])
    const of = (path: string) => first!.clauses.find((each) => each.path === path)!
    expect(of('actors.all')).toMatchObject({ found: [nato], spans: [{ part: 'LEAD', end: 4 }] })
    expect(of('languages')).toMatchObject({ found: ['en'], spans: [] })
    expect(of('AND[0].text').spans).toEqual([
      { part: 'HEADLINE', section: null, paragraph: null, start: 6, end: 15, surface: 'ministers' },
      {
        part: 'HEADLINE',
        section: null,
        paragraph: null,
        start: 28,
        end: 37,
        surface: 'ministers',
      },
      { part: 'CROSSHEAD', section: 0, paragraph: null, start: 2, end: 10, surface: 'minister' },
      { part: 'PARAGRAPH', section: 0, paragraph: 1, start: 12, end: 20, surface: 'minister' },
    ])
  })

  it('finds words by the language of each article', async () => {
    const [, german, english] = await matchedBy({ text: 'trifft or agreed' })
    const surfaces = (match: typeof german) =>
      match!.clauses.flatMap(({ spans }) => spans.map(({ surface }) => surface))
    expect([surfaces(english), surfaces(german)]).toEqual([['agree'], ['trifft']])
  })

  it('agrees with the feed of that filter', async () => {
    const filter = { OR: [{ text: '"ministers agree"' }, { actors: { none: ['nato'] } }] }
    expect((await matchedBy(filter)).map(({ matches }) => matches)).toEqual([true, false, true])
  })
})

describe('the preview of a filter', () => {
  const query = `query ($filter: ArticleFilter!, $after: String) {
    filterPreview(filter: $filter, first: 2, after: $after) {
      edges { kept node { headline } droppedBy { path } }
      nodes { headline } totalCount totalCountIsExact
      pageInfo { hasNextPage endCursor }
    }
  }`
  interface Preview {
    nodes: { headline: string }[]
    totalCount: number
    totalCountIsExact: boolean
    edges: { kept: boolean; node: { headline: string }; droppedBy: { path: string }[] }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
  const preview = async (variables: object) => {
    const { data, errors } = await test.query(query, { ...variables })
    expect(errors).toBeUndefined()
    return (data as { filterPreview: Preview }).filterPreview
  }

  it('shows what it keeps and what it drops, and why, page by page', async () => {
    const filter = { text: 'minister', AND: [{ languages: ['en'] }] }
    const { edges, nodes, pageInfo, ...counted } = await preview({ filter })
    const rest = await preview({ filter, after: pageInfo.endCursor })
    const shown = [...edges, ...rest.edges].map(({ kept, droppedBy }) => [
      kept,
      droppedBy.map(({ path }) => path),
    ])
    expect(shown).toEqual([
      [false, ['text']],
      [false, ['AND[0].languages']],
      [true, []],
    ])
    expect(nodes).toEqual(edges.map(({ node }) => node))
    expect(counted).toEqual({ totalCount: 3, totalCountIsExact: true })
    expect([pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([true, false])
  })

  it('refuses a filter that names nobody', async () => {
    const { errors } = await test.query(query, { filter: { actors: { all: ['nobody'] } } })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNKNOWN_ACTOR' })
  })
})
