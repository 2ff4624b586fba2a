import { afterAll, beforeAll, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

it('says where in the article an actor is named', async () => {
  const at = { section: null, paragraph: null, start: 0, end: 4, surface: 'NATO' }
  const id = await test.save({
    mentions: [
      mention('nato', {
        count: 4,
        spans: [
          { ...at, part: 'headline' },
          { ...at, part: 'lead' },
          { ...at, part: 'crosshead', section: 1 },
          { ...at, part: 'paragraph', section: 1, paragraph: 2 },
        ],
      }),
    ],
  })
  const { data } = await test.query(
    `query ($id: ID!) {
      article(id: $id) { actors { count spans { part section paragraph start end surface } } }
    }`,
    { id },
  )
  expect(data).toEqual({
    article: {
      actors: [
        {
          count: 4,
          spans: [
            { ...at, part: 'HEADLINE' },
            { ...at, part: 'LEAD' },
            { ...at, part: 'CROSSHEAD', section: 1 },
            { ...at, part: 'PARAGRAPH', section: 1, paragraph: 2 },
          ],
        },
      ],
    },
  })
})

it('says which language model proposed an actor', async () => {
  const id = await test.save({
    mentions: [mention('nato', { method: 'MODEL', model: 'small-news-2' })],
  })
  const { data } = await test.query(
    `query ($id: ID!) { article(id: $id) { actors { method model } } }`,
    { id },
  )
  expect(data).toEqual({ article: { actors: [{ method: 'MODEL', model: 'small-news-2' }] } })
})
