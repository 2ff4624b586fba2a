import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mention, startTestApi, type TestApi } from '../api.fixture.ts'

/** Everything that is assembled, names twice and in another order, and fragments. */
const whole = `
  fragment Card on Article {
    headline source { slug } takeaways { text }
    ... on Node { __typename identity: id }
  }
  query Page($filter: ArticleFilter, $first: Int, $after: String, $last: Int, $before: String,
      $language: String, $about: Boolean) {
    page: articles(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      edges {
        cursor
        node {
          ...Card
          id url lead byline language image publishedAt revisedAt revision
          source { id name siteUrl feedUrl folder fullText }
          takeaways {
            id position origin model
            evidence { quote section paragraph start end revision }
          }
          actors { count salience about method model confidence
            entity { id slug name kind description wikidataId __typename } }
          some: actors(about: $about) { entity { name } }
          topics { score cues topic { id code slug label german: label(language: $language) } }
          story { id articleCount }
        }
      }
      nodes { headline }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`

/** The same, of which one field is only asked for on a condition, which is left to the ordinary execution. */
const ordinary = whole.replace('nodes { headline }', 'nodes { headline @include(if: true) }')

describe.each(['0', '8'])('an assembled page, of articles kept in %s MB', (megabytes) => {
  let test: TestApi
  let first: string
  beforeAll(async () => {
    test = await startTestApi({ COST_LIMIT: '1000000', ARTICLE_CACHE: megabytes })
    const paragraph = 'The harbour "opens"\u2028 in May. Ships come.'
    first = await test.save({
      headline: 'Harbour \u2029 opens </script>',
      byline: 'Ada "Lovelace"',
      imageUrl: 'https://gazette.example/pictures/one two.jpg',
      sections: [{ crosshead: null, paragraphs: [paragraph] }],
      mentions: [
        mention('acme', { salience: 0.3, about: false }),
        mention('nato', { salience: 0.7, model: 'small', method: 'MODEL' }),
      ],
      topics: [
        { code: '20000574', score: 0.35, cues: ['vote', 'ballot'] },
        { code: '15000000', score: 0.9, cues: [] },
      ],
      takeaways: [
        { text: 'Unsupported.', origin: 'PUBLISHER', model: null, evidence: null },
        {
          text: 'It opens in May.',
          origin: 'EXTRACTED',
          model: null,
          evidence: { quote: 'The harbour', section: 0, paragraph: 0, start: 0, end: 11 },
        },
      ],
    })
    const second = await test.save({ headline: 'Bare', lead: '', language: 'de' })
    const third = await test.save({ headline: 'Other', mentions: [mention('nato')] })
    const story = await test.db.story.create({
      data: { firstSeenAt: new Date(), lastSeenAt: new Date(), articleCount: 2 },
    })
    await test.db.article.updateMany({
      where: { id: { in: [first, third] } },
      data: { storyId: story.id },
    })
    const alone = await test.db.story.create({
      data: { firstSeenAt: new Date(), lastSeenAt: new Date(), articleCount: 1 },
    })
    await test.db.article.update({ where: { id: second }, data: { storyId: alone.id } })
  })
  afterAll(() => test.close())

  const pages: [string, Record<string, unknown>][] = [
    ['the first page', { language: 'de', about: true }],
    ['part of it', { first: 2, about: false, language: null }],
    ['the last page', { last: 2 }],
    ['one actor', { filter: { actors: { all: ['nato'] } }, language: 'de-AT' }],
    [
      'an actor and a topic',
      { filter: { actors: { all: ['acme'] }, topics: { any: ['politics'] } } },
    ],
    ['nothing', { filter: { actors: { all: ['nato'], none: ['nato'] } } }],
    ['dates', { filter: { publishedAfter: '2025-12-31T00:00:00Z' } }],
  ]
  it.each(pages)('is what the ordinary execution gives: %s', async (_name, variables) => {
    const assembled = await test.query(whole, variables)
    const executed = await test.query(ordinary, variables)
    expect(executed.errors).toBeUndefined()
    expect(JSON.stringify(assembled.data)).toBe(JSON.stringify(executed.data))
  })

  it('goes on from a cursor of either', async () => {
    const one = await test.query(whole, { first: 1 })
    const { endCursor } = (one.data as { page: { pageInfo: { endCursor: string } } }).page.pageInfo
    for (const variables of [{ after: endCursor }, { last: 1, before: endCursor }]) {
      const [assembled, executed] = await Promise.all([
        test.query(whole, variables),
        test.query(ordinary, variables),
      ])
      expect(assembled.data).toEqual(executed.data)
    }
  })

  it.each([
    ['a page too long', { first: 1_000 }, 'BAD_PAGE'],
    ['somebody unknown', { filter: { actors: { all: ['nobody'] } } }, 'UNKNOWN_ACTOR'],
    ['a forged cursor', { after: 'abc.def' }, 'BAD_CURSOR'],
    ['a wrong variable', { first: 'many' }, 'BAD_USER_INPUT'],
  ])('says what is wrong as ever: %s', async (_name, variables, code) => {
    const { errors } = await test.query(whole, variables)
    expect(errors?.[0]?.extensions['code']).toBe(code)
  })

  it('carries on live where it was read', async () => {
    const { data } = await test.query('{ articles(filter: { languages: ["fr"] }) { liveCursor } }')
    const { liveCursor } = (data as { articles: { liveCursor: string } }).articles
    expect(liveCursor).toMatch(/^[\w-]+\.[\w-]+$/)
  })
})
