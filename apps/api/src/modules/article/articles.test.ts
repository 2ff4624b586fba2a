import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
  for (let n = 0; n < 12; n += 1) {
    await test.save({
      headline: `Article ${n}`,
      statedAt: new Date(Date.UTC(2026, 0, 1 + n)),
      language: n === 0 ? 'de' : 'en',
      mentions: [mention('nato'), ...(n % 3 === 0 ? [mention('eu')] : [])],
      topics: n % 2 === 0 ? [{ code: '20000574', score: 1, cues: [] }] : [],
    })
  }
})
afterAll(() => test.close())

const document = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ArticleFilter) {
  articles(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    edges { cursor node { headline } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

interface Page {
  edges: { cursor: string; node: { headline: string } }[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

async function page(variables: object): Promise<Page> {
  const { data, errors } = await test.query(document, { ...variables })
  expect(errors).toBeUndefined()
  return data?.['articles'] as Page
}

const headlines = ({ edges }: Page) => edges.map(({ node }) => node.headline)
const numbered = (numbers: number[]) => numbers.map((n) => `Article ${n}`)
const newestFirst = numbered([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0])

describe('the feed', () => {
  it('is newest first', async () => {
    expect(headlines(await page({}))).toEqual(newestFirst)
  })

  it('tells how many there are in all, of articles and of entities', async () => {
    const { data } = await test.query(`{
      all: articles(first: 1) { nodes { headline } totalCount totalCountIsExact }
      both: articles(filter: { actors: { all: ["nato", "eu"] } }) { totalCount totalCountIsExact }
      entities(search: "eu") { nodes { slug } totalCount totalCountIsExact }
    }`)
    const exactly = (totalCount: number) => ({ totalCount, totalCountIsExact: true })
    expect(data).toEqual({
      all: { nodes: [{ headline: 'Article 11' }], ...exactly(12) },
      both: exactly(4),
      entities: { nodes: [{ slug: 'eu' }], ...exactly(1) },
    })
  })

  it('is the same walked forward page by page', async () => {
    const walked: string[] = []
    let after: string | null = null
    for (;;) {
      const { edges, pageInfo } = await page({ first: 5, after })
      walked.push(...edges.map(({ node }) => node.headline))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(walked).toEqual(newestFirst)
  })

  it('is the same walked backward page by page', async () => {
    const walked: string[] = []
    let before: string | null = null
    for (;;) {
      const { edges, pageInfo } = await page({ last: 5, before })
      walked.unshift(...edges.map(({ node }) => node.headline))
      if (!pageInfo.hasPreviousPage) break
      before = pageInfo.startCursor
    }
    expect(walked).toEqual(newestFirst)
  })

  it('is the same walked forward while articles come in at its top', async () => {
    const first = await page({ first: 6 })
    await test.save({ headline: 'Intruder', statedAt: new Date(Date.UTC(2026, 1, 1)) })
    const rest = await page({ first: 100, after: first.pageInfo.endCursor })
    expect([...headlines(first), ...headlines(rest)]).toEqual(newestFirst)
    expect(headlines(await page({ first: 1 }))).toEqual(['Intruder'])
  })

  it.each([
    ['an actor', { actors: { all: ['eu'] } }, [9, 6, 3, 0]],
    [
      'an actor and a topic above',
      { actors: { all: ['eu'] }, topics: { any: ['politics'] } },
      [6, 0],
    ],
    [
      'a topic by IPTC code',
      { topics: { all: ['20000574'] }, publishedBefore: '2026-01-05T00:00:00Z' },
      [2, 0],
    ],
    [
      'no such actor',
      { actors: { none: ['eu'] }, publishedAfter: '2026-01-08T00:00:00Z' },
      [11, 10, 8, 7],
    ],
    ['a language', { languages: ['de'] }, [0]],
    ['a source', { sources: { any: ['gazette'] }, languages: ['de'] }, [0]],
    [
      'alternatives',
      {
        OR: [
          { languages: ['de'] },
          { actors: { all: ['eu'] }, NOT: { topics: { any: ['election'] } } },
        ],
      },
      [9, 3, 0],
    ],
    ['nothing, by an empty OR', { OR: [] }, []],
  ])('filters by %s', async (_, filter, numbers) => {
    const found = await page({ filter: { ...filter, AND: [{ actors: { any: ['nato'] } }] } })
    expect(headlines(found)).toEqual(numbered(numbers))
  })

  it.each([
    ['too many', { first: 101 }, 'BAD_PAGE', 'first'],
    ['a negative number', { last: -1 }, 'BAD_PAGE', 'last'],
    ['a forged cursor', { after: 'WyIxIl0.AAAAAAAAAAAA' }, 'BAD_CURSOR', 'after'],
    ['a cursor that is none', { before: '💥' }, 'BAD_CURSOR', 'before'],
    [
      'an unknown actor',
      { filter: { actors: { all: ['nobody'] } } },
      'UNKNOWN_ACTOR',
      'filter.actors.all',
    ],
    [
      'an unknown topic',
      { filter: { topics: { any: ['nothing'] } } },
      'UNKNOWN_TOPIC',
      'filter.topics.any',
    ],
    [
      'an unknown source',
      { filter: { sources: { none: ['none'] } } },
      'UNKNOWN_SOURCE',
      'filter.sources.none',
    ],
    [
      'a huge filter',
      { filter: { actors: { any: Array.from({ length: 300 }, () => 'nato') } } },
      undefined,
      undefined,
    ],
  ])('refuses %s', async (_, variables, code = 'BAD_FILTER', field = 'filter') => {
    const { status, data, errors } = await test.query(document, variables)
    expect(status).toBe(400)
    expect(data).toBeNull()
    expect(errors).toMatchObject([{ path: ['articles'], extensions: { code, field } }])
  })

  it('refuses a date that is none', async () => {
    const filter = { publishedAfter: 'yesterday' }
    const { status, errors } = await test.query(document, { filter })
    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it.each(['0001-01-01T00:00:00Z', '2200-12-31T23:59:59Z'])(
    'takes %s, however far off',
    async (publishedBefore) => {
      const { errors } = await test.query(document, { filter: { publishedBefore } })
      expect(errors).toBeUndefined()
    },
  )
})
