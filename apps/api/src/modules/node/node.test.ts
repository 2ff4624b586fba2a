import { groupArticles } from '@courant/feed'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
  await test.save({
    headline: 'Summit',
    mentions: [mention('nato')],
    topics: [{ code: '15000000', score: 1, cues: [] }],
  })
  await test.save({ headline: 'Summit', mentions: [mention('nato')] })
  await settled(test.db)
  await groupArticles(test.db)
})
afterAll(() => test.close())

const document = `query ($id: ID!) {
  node(id: $id) {
    __typename id
    ... on Article { headline }
    ... on Entity { slug }
    ... on Topic { slug }
    ... on Source { slug }
    ... on Story { headline }
  }
}`

describe('a node', () => {
  it.each([
    ['Article', () => test.db.article.findFirstOrThrow(), { headline: 'Summit' }],
    ['Story', () => test.db.story.findFirstOrThrow(), { headline: 'Summit' }],
    ['Entity', () => test.db.entity.findFirstOrThrow(), { slug: 'nato' }],
    [
      'Topic',
      () => test.db.topic.findFirstOrThrow({ where: { slug: 'sport' } }),
      { slug: 'sport' },
    ],
    ['Source', () => test.db.source.findFirstOrThrow(), { slug: 'gazette' }],
  ])('can be of type %s', async (type, findRow, own) => {
    const { id } = await findRow()
    const { data } = await test.query(document, { id })
    expect(data).toEqual({ node: { __typename: type, id, ...own } })
  })

  it('is null under an id that nothing has', async () => {
    const { data, errors } = await test.query(document, { id: 'nothing' })
    expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined })
  })
})
