import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
beforeAll(async () => {
  test = await startTestApi()
  for (let n = 0; n < 6; n += 1) {
    await test.save({
      statedAt: new Date(Date.UTC(2026, 0, 1 + n)),
      language: n === 0 ? 'de' : 'en',
      mentions: [mention('nato'), ...(n % 3 === 0 ? [mention('eu')] : [])],
      topics: n % 2 === 0 ? [{ code: '20000574', score: 1, cues: [] }] : [],
    })
  }
})
afterAll(() => test.close())

const facets = `query ($filter: ArticleFilter) {
  facets(filter: $filter) {
    articleCount exact since
    actors(first: 2) { entity { slug } articleCount }
    people: actors(kind: PERSON) { articleCount }
    topics(first: 5) { topic { slug } articleCount }
    sources { source { slug } articleCount }
    languages { language articleCount }
  }
}`

describe('facets', () => {
  it('say what the matches have in common', async () => {
    const { data, errors } = await test.query(facets, { filter: { topics: { all: ['election'] } } })
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      facets: {
        articleCount: 3,
        exact: true,
        since: '2026-01-01T00:00:00.000Z',
        actors: [
          { entity: { slug: 'nato' }, articleCount: 3 },
          { entity: { slug: 'eu' }, articleCount: 1 },
        ],
        people: [],
        topics: expect.arrayContaining([
          { topic: { slug: 'politics' }, articleCount: 3 },
          { topic: { slug: 'election' }, articleCount: 3 },
        ]) as unknown,
        sources: [{ source: { slug: 'gazette' }, articleCount: 3 }],
        languages: [
          { language: 'en', articleCount: 2 },
          { language: 'de', articleCount: 1 },
        ],
      },
    })
  })

  it('refuse to be listed by no number', async () => {
    const { errors } = await test.query('{ facets { languages(first: 0) { language } } }')
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_PAGE', field: 'first' })
  })
})

describe('a timeline', () => {
  const document = `query ($zone: String, $after: DateTime) {
    timeline(filter: { publishedAfter: $after, publishedBefore: "2026-01-04T00:00:00Z" }, interval: DAY, timeZone: $zone) {
      buckets { start end articleCount } exact
    }
    entity(slug: "eu") {
      timeline(interval: DAY, publishedBefore: "2026-01-04T12:00:00Z") { buckets { start articleCount } exact }
    }
  }`

  it('counts day by day, for an actor too', async () => {
    const { data, errors } = await test.query(document, { after: '2026-01-02T12:00:00Z' })
    expect(errors).toBeUndefined()
    const bucket = (day: number, articleCount: number) => ({
      start: `2026-01-0${day}T00:00:00.000Z`,
      articleCount,
    })
    expect(data).toEqual({
      timeline: {
        buckets: [
          { ...bucket(2, 0), end: '2026-01-03T00:00:00.000Z' },
          { ...bucket(3, 1), end: '2026-01-04T00:00:00.000Z' },
        ],
        exact: true,
      },
      entity: {
        timeline: {
          buckets: [bucket(1, 1), bucket(2, 0), bucket(3, 0), bucket(4, 1)],
          exact: true,
        },
      },
    })
  })

  it('counts for a topic what is about those below it as well', async () => {
    const { data, errors } = await test.query(`{
      topic(slug: "politics") {
        timeline(interval: WEEK, publishedAfter: "2026-01-01T00:00:00Z", publishedBefore: "2026-01-12T00:00:00Z") {
          buckets { start articleCount }
        }
      }
    }`)
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      topic: {
        timeline: {
          buckets: [
            { start: '2025-12-29T00:00:00.000Z', articleCount: 2 },
            { start: '2026-01-05T00:00:00.000Z', articleCount: 1 },
          ],
        },
      },
    })
  })

  it.each([
    ['a zone that there is not', { zone: 'Europe/Atlantis' }, 'BAD_TIME_ZONE', 'timeZone'],
    ['years of days', { after: '2000-01-01T00:00:00Z' }, 'TOO_MANY_BUCKETS', 'interval'],
  ])('refuses %s', async (_, variables, code, field) => {
    const { errors } = await test.query(document, variables)
    expect(errors?.[0]?.extensions).toMatchObject({ code, field })
  })
})
