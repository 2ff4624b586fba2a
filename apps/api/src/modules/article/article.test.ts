import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../../api.fixture.ts'

let test: TestApi
let articleId: string
beforeAll(async () => {
  test = await startTestApi()
  articleId = await test.save({
    key: 'summit',
    headline: 'Summit ends without a deal',
    lead: 'NATO and the EU met.',
    byline: 'Ada Example',
    imageUrl: 'https://gazette.example/summit.jpg',
    sections: [{ crosshead: 'What is next', paragraphs: ['They meet again.', 'In May.'] }],
    mentions: [
      mention('eu', { about: false, salience: 0.2 }),
      mention('nato', { about: true, salience: 0.8 }),
    ],
    topics: [{ code: '20000574', score: 0.75, cues: ['vote'] }],
  })
})
afterAll(() => test.close())

describe('an article', () => {
  it('is read whole, with everything that hangs on it', async () => {
    const { data, errors } = await test.query(
      `query ($id: ID!) {
        article(id: $id) {
          id url headline lead byline language image publishedAt revisedAt revision
          source { slug name siteUrl feedUrl }
          sections { crosshead paragraphs }
          actors { entity { slug kind aliases } count salience about method confidence spans { part start end surface } }
          topics { topic { slug label(language: "de") parent { slug } } score cues }
        }
      }`,
      { id: articleId },
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      article: {
        id: articleId,
        url: 'https://gazette.example/summit',
        headline: 'Summit ends without a deal',
        lead: 'NATO and the EU met.',
        byline: 'Ada Example',
        language: 'en',
        image: 'https://gazette.example/summit.jpg',
        publishedAt: '2026-01-01T12:00:00.000Z',
        revisedAt: null,
        revision: 1,
        source: {
          slug: 'gazette',
          name: 'The Gazette',
          siteUrl: 'https://gazette.example/',
          feedUrl: null,
        },
        sections: [{ crosshead: 'What is next', paragraphs: ['They meet again.', 'In May.'] }],
        actors: ['nato', 'eu'].map((slug) => ({
          entity: { slug, kind: 'ORGANIZATION', aliases: [slug.toUpperCase()] },
          count: 1,
          salience: slug === 'nato' ? 0.8 : 0.2,
          about: slug === 'nato',
          method: 'ALIAS',
          confidence: 1,
          spans: [{ part: 'LEAD', start: 0, end: 4, surface: 'Lead' }],
        })),
        topics: [
          {
            topic: { slug: 'election', label: 'Wahl', parent: { slug: 'politics' } },
            score: 0.75,
            cues: ['vote'],
          },
        ],
      },
    })
  })

  it.each([
    [true, ['nato']],
    [false, ['eu']],
    [null, ['nato', 'eu']],
  ])('with about: %s has the actors %j', async (about, slugs) => {
    const { data } = await test.query(
      `query ($id: ID!, $about: Boolean) {
        article(id: $id) { actors(about: $about) { entity { slug } } }
      }`,
      { id: articleId, about },
    )
    expect(data).toEqual({ article: { actors: slugs.map((slug) => ({ entity: { slug } })) } })
  })

  it.each(['00000000-0000-7000-8000-000000000000', 'summit', ''])(
    'is null under the id "%s", which none has',
    async (id) => {
      const { data, errors } = await test.query(`query ($id: ID!) { article(id: $id) { id } }`, {
        id,
      })
      expect({ data, errors }).toEqual({ data: { article: null }, errors: undefined })
    },
  )

  it('is related to others that name the same', async () => {
    const other = await test.save({ headline: 'NATO meets', mentions: [mention('nato')] })
    const document = `query ($id: ID!, $first: Int!) {
      article(id: $id) { related(first: $first) { article { headline } score } }
    }`
    const { data } = await test.query(document, { id: other, first: 5 })
    expect(data).toEqual({
      article: {
        related: [
          {
            article: { headline: 'Summit ends without a deal' },
            score: expect.any(Number) as number,
          },
        ],
      },
    })
    const { errors } = await test.query(document, { id: other, first: 0 })
    expect(errors?.[0]?.extensions['code']).toBe('BAD_PAGE')
  })
})
