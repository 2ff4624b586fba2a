import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
})
afterAll(() => test.close())

describe('topics', () => {
  it('come as a tree, parents first', async () => {
    const { data } = await test.query(`{
      topics { slug code label german: label(language: "de") parent { slug } children { slug } }
    }`)
    expect(data).toEqual({
      topics: [
        {
          slug: 'politics',
          code: '11000000',
          label: 'politics',
          german: 'Politik',
          parent: null,
          children: [{ slug: 'election' }],
        },
        {
          slug: 'sport',
          code: '15000000',
          label: 'sport',
          german: 'Sport',
          parent: null,
          children: [],
        },
        {
          slug: 'conflict-war-and-peace',
          code: '16000000',
          label: 'conflict, war and peace',
          german: 'Krieg und Frieden',
          parent: null,
          children: [],
        },
        {
          slug: 'election',
          code: '20000574',
          label: 'election',
          german: 'Wahl',
          parent: { slug: 'politics' },
          children: [],
        },
      ],
    })
  })

  it('are found by their label in either language, page by page', async () => {
    const { data, errors } = await test.query(`{
      found: topicConnection(search: "wahlen", first: 1) { nodes { slug label(language: "de-AT") } }
      below: topicConnection(parent: "11000000") {
        edges { node { slug } } totalCount pageInfo { hasNextPage }
      }
    }`)
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      found: { nodes: [{ slug: 'election', label: 'Wahl' }] },
      below: {
        edges: [{ node: { slug: 'election' } }],
        totalCount: 1,
        pageInfo: { hasNextPage: false },
      },
    })
  })

  it.each([
    ['slug', 'sport', 'sport'],
    ['code', '15000000', 'sport'],
    ['id', 'sport', undefined],
  ])('are found by %s "%s"', async (name, value, slug) => {
    const { data } = await test.query(`{ topic(${name}: "${value}") { slug } }`)
    expect(data).toEqual({ topic: slug === undefined ? null : { slug } })
  })
})
