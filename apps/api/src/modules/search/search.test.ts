import { afterAll, beforeAll, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
  await test.save({ headline: 'Ferries turn back', lead: 'A crane fell.' })
  await test.save({ headline: 'Crane falls', mentions: [mention('cranemakers')] })
})
afterAll(() => test.close())

const document = `query ($text: String!, $first: Int, $after: String, $filter: ArticleFilter) {
  search(text: $text) {
    articles(first: $first, after: $after, filter: $filter) {
      edges { score headline { text hit } snippets { segments { text hit } } }
      nodes { headline } totalCount totalCountIsExact pageInfo { hasNextPage endCursor }
    }
    actors { entity { slug } similarity }
  }
}`

it('finds articles and actors, and shows where the text stands', async () => {
  const { data, errors } = await test.query(document, { text: 'crane' })
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    search: {
      articles: {
        edges: [
          {
            score: expect.any(Number) as number,
            headline: [
              { text: 'Crane', hit: true },
              { text: ' falls', hit: false },
            ],
            snippets: [{ segments: [{ text: 'Lead of the article.', hit: false }] }],
          },
          {
            score: expect.any(Number) as number,
            headline: [{ text: 'Ferries turn back', hit: false }],
            snippets: [
              {
                segments: [
                  { text: 'crane', hit: true },
                  { text: ' fell', hit: false },
                ],
              },
            ],
          },
        ],
        nodes: [{ headline: 'Crane falls' }, { headline: 'Ferries turn back' }],
        totalCount: 2,
        totalCountIsExact: true,
        pageInfo: { hasNextPage: false, endCursor: expect.any(String) as string },
      },
      actors: [{ entity: { slug: 'cranemakers' }, similarity: expect.any(Number) as number }],
    },
  })
})

it('is a list within a filter, page by page', async () => {
  const page = async (variables: object) => {
    const { data } = await test.query(document, { text: 'crane', first: 1, ...variables })
    return (data!['search'] as { articles: { nodes: object[]; pageInfo: { endCursor: string } } })
      .articles
  }
  const { pageInfo } = await page({})
  const second = await page({ after: pageInfo.endCursor })
  expect(second.nodes).toEqual([{ headline: 'Ferries turn back' }])
  expect((await page({ filter: { languages: ['de'] } })).nodes).toEqual([])
})

it.each([
  [{ text: 'crane', first: 0 }, 'BAD_PAGE'],
  [{ text: 'crane', after: 'forged' }, 'BAD_CURSOR'],
  [{ text: 'crane '.repeat(100) }, 'BAD_FILTER'],
])('refuses %o', async (variables, code) => {
  const { errors } = await test.query(document, variables)
  expect(errors?.[0]?.extensions['code']).toBe(code)
})
