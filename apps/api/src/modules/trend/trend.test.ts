import { ensureSource } from '@courant/feed'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
  const { id: herald } = await ensureSource(test.db, { slug: 'herald', name: 'The Herald' })
  const minutesAgo = (n: number) => ({ statedAt: new Date(Date.now() - n * 60_000) })
  for (let n = 1; n <= 6; n += 1) {
    await test.save({
      ...minutesAgo(n),
      sourceId: n % 2 === 0 ? herald : test.sourceId,
      mentions: [mention('orlova'), ...(n > 2 ? [mention('brook')] : [])],
      topics: [{ code: '20000574', score: 1, cues: [] }],
    })
    await test.save(minutesAgo(n))
  }
})
afterAll(() => test.close())

it('tells which actors and topics are on the rise', async () => {
  const { data, errors } = await test.query(`{
    actors: trending(kind: ACTOR, first: 1) { ...trend }
    topics: trending(kind: TOPIC, window: HOUR) { ...trend }
    weeks: trending(kind: ACTOR, window: WEEK, first: 1) { periods { articleCount } }
  }
  fragment trend on Trend {
    subject { __typename ... on Entity { slug } ... on Topic { slug label } }
    articleCount sourceCount expectedCount score
  }`)
  expect(errors).toBeUndefined()
  const counts = { articleCount: 6, sourceCount: 2, expectedCount: 0, score: 1 }
  const topic = (slug: string) => ({
    subject: { __typename: 'Topic', slug, label: slug },
    ...counts,
  })
  expect(data).toEqual({
    actors: [{ subject: { __typename: 'Entity', slug: 'orlova' }, ...counts }],
    topics: expect.arrayContaining([topic('politics'), topic('election')]) as unknown,
    // Eight weeks before this one.
    weeks: [{ periods: [0, 0, 0, 0, 0, 0, 0, 0, 6].map((articleCount) => ({ articleCount })) }],
  })
})

it('tells who is named together with an actor', async () => {
  const { data, errors } = await test.query(
    `{ entity(slug: "brook") { coActors(window: WEEK) { entity { slug } articleCount } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    entity: { coActors: [{ entity: { slug: 'orlova' }, articleCount: 4 }] },
  })
})
