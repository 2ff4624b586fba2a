import { ensureSource, groupArticles } from '@courant/feed'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { startTestApi, type TestApi } from '../../api.fixture.ts'

const crane =
  'A crane of 90 tonnes fell into the northern basin of Tarnhaven harbour, and Mayor Ida Brook closed the port to ferries. Nobody was hurt, the harbour master said, but several freighters wait outside.'
const ferries =
  'Two ferries turned back outside Tarnhaven because a fallen crane lies in the channel, and Mayor Ida Brook hopes for Saturday.'

let test: TestApi
let ids: { first: string; copy: string; other: string; alone: string }
beforeAll(async () => {
  test = await startTestApi()
  const { id: sourceId } = await ensureSource(test.db, { slug: 'courier', name: 'The Courier' })
  const at = (hour: number) => ({ statedAt: new Date(Date.UTC(2026, 0, 1, hour)), sections: [] })
  ids = {
    first: await test.save({
      headline: 'Crane falls into Tarnhaven harbour',
      lead: crane,
      takeaways: [{ text: 'The port is closed.', origin: 'PUBLISHER', evidence: null }],
      ...at(8),
    }),
    copy: await test.save({ headline: 'Tarnhaven crane falls', lead: crane, sourceId, ...at(9) }),
    other: await test.save({
      headline: 'Ferries turn back at Tarnhaven',
      lead: ferries,
      ...at(10),
    }),
    alone: await test.save({
      headline: 'Orlova wins the chess title',
      lead: 'Vera Orlova beat the champion in Reykjavik after nine games.',
      ...at(11),
    }),
  }
  await settled(test.db)
  await groupArticles(test.db)
})
afterAll(() => test.close())

it('shows who tells it and its course, from any of its articles', async () => {
  const { data, errors } = await test.query(
    `query ($id: ID!) {
      article(id: $id) {
        story {
          headline leadArticle { id } firstSeenAt lastSeenAt articleCount
          sources { source { slug } articleCount }
          articles(first: 2) { edges { node { id } } totalCount pageInfo { hasNextPage } }
          takeaways { text }
        }
        sameText { id source { slug } }
      }
    }`,
    { id: ids.first },
  )
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    article: {
      story: {
        headline: 'Crane falls into Tarnhaven harbour',
        leadArticle: { id: ids.first },
        firstSeenAt: '2026-01-01T08:00:00.000Z',
        lastSeenAt: '2026-01-01T10:00:00.000Z',
        articleCount: 3,
        sources: [
          { source: { slug: 'gazette' }, articleCount: 2 },
          { source: { slug: 'courier' }, articleCount: 1 },
        ],
        articles: {
          edges: [{ node: { id: ids.other } }, { node: { id: ids.copy } }],
          totalCount: 3,
          pageInfo: { hasNextPage: true },
        },
        takeaways: [{ text: 'The port is closed.' }],
      },
      sameText: [{ id: ids.copy, source: { slug: 'courier' } }],
    },
  })
})

it('is null for an article that is the only one, and under an id that nothing has', async () => {
  const { data } = await test.query(
    `query ($id: ID!) { article(id: $id) { story { id } sameText { id } } story(id: "nothing") { id } }`,
    { id: ids.alone },
  )
  expect(data).toEqual({ article: { story: null, sameText: [] }, story: null })
})

it('refuses a page of no size', async () => {
  const { storyId } = await test.db.article.findUniqueOrThrow({ where: { id: ids.first } })
  const { errors } = await test.query(
    `query ($id: ID!) { story(id: $id) { articles(first: 0) { edges { cursor } } } }`,
    { id: storyId },
  )
  expect(errors?.[0]?.extensions['code']).toBe('BAD_PAGE')
})

it('is listed among the stories of a filter', async () => {
  const document = `query ($filter: ArticleFilter) {
    stories(filter: $filter) {
      nodes { headline articles { nodes { id } } } edges { node { articleCount } } totalCount totalCountIsExact
    }
  }`
  const { data, errors } = await test.query(document, { filter: { sources: { all: ['courier'] } } })
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    stories: {
      nodes: [
        {
          headline: 'Crane falls into Tarnhaven harbour',
          articles: { nodes: [{ id: ids.other }, { id: ids.copy }, { id: ids.first }] },
        },
      ],
      edges: [{ node: { articleCount: 3 } }],
      totalCount: 1,
      totalCountIsExact: true,
    },
  })
  const none = await test.query(document, { filter: { languages: ['fr'] } })
  expect(none.data).toMatchObject({ stories: { nodes: [], totalCount: 0 } })
})
