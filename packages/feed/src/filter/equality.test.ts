import type { ArticleFilter, Salience } from '@courant/filter'
import { Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { matchingKeys } from '../articles/page.ts'
import { factsOf } from '../articles/read.ts'
import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare, topics } from '../draft.fixture.ts'
import { mergeEntities } from '../entities/merge.ts'
import { ensureSource } from '../sources/source.ts'
import { explain } from './explain.ts'
import { type ArticleFacts, matches } from './predicate.ts'
import { type ResolvedFilter, resolveFilter } from './resolve.ts'

const actors = ['nato', 'un', 'eu', 'who', 'imf']
const sources = ['gazette', 'herald', 'kurier']
const languages = ['en', 'de', 'fr']
/** Few words, in forms that one language or another takes for the same, so that queries meet them often. */
const words = [
  'minister',
  'ministers',
  'election',
  'Wahl',
  'Wahlen',
  'the',
  'und',
  'well-known',
  "won't",
]
const stories = [1, 2, 3, 4].map((n) => `00000000-0000-7000-8000-00000000000${n}`)
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n))

let test: TestDb
let articles: { feedKey: bigint; facts: ArticleFacts }[]
beforeAll(async () => {
  test = await createTestDb()
  await prepare(test.db)
  const made = await Promise.all(sources.map((slug) => ensureSource(test.db, { slug, name: slug })))
  const somewhat = fc.record({
    source: fc.constantFrom(...made),
    language: fc.constantFrom(...languages),
    actors: fc.subarray(actors),
    about: fc.subarray(actors),
    headline: someWords,
    lead: someWords,
    paragraphs: fc.array(someWords, { maxLength: 2 }),
    topics: fc.subarray(topics),
    day: fc.integer({ min: 0, max: 9 }),
  })
  await saveArticles(
    test.db,
    fc.sample(somewhat, { numRuns: 60, seed: 1 }).map((article, n) =>
      draft({
        sourceId: article.source.id,
        key: `${n}`,
        language: article.language,
        statedAt: day(article.day),
        headline: article.headline,
        lead: article.lead,
        sections: [{ crosshead: null, paragraphs: article.paragraphs }],
        mentions: article.actors.map((slug) => {
          return { ...mention(slug), about: article.about.includes(slug) }
        }),
        topics: article.topics.map(({ code }) => ({ code, score: 1, cues: [] })),
      }),
    ),
  )
  await mergeEntities(test.db, {
    from: 'imf',
    into: 'who',
    reason: 'Merged ones are asked for too.',
  })
  await putIntoStories()
  const rows = await test.db.article.findMany({ orderBy: { feedKey: 'desc' } })
  const facts = await factsOf(
    test.db,
    rows.map(({ id }) => id),
  )
  articles = rows.map(({ id, feedKey }) => ({ feedKey, facts: facts.get(id)! }))
}, 60_000)
afterAll(() => test.close())

const someWords = fc
  .array(fc.constantFrom(...words), { maxLength: 4 })
  .map((some) => some.join(' '))

/** Three stories and one that was merged; a fifth of the articles are in none. */
async function putIntoStories(): Promise<void> {
  const [first, , , merged] = stories
  const seen = { firstSeenAt: day(0), lastSeenAt: day(9) }
  await test.db.story.createMany({ data: stories.map((id) => ({ id, ...seen })) })
  await test.db.story.update({ where: { id: merged! }, data: { mergedIntoId: first! } })
  await test.db.$executeRaw(Prisma.sql`
    UPDATE article a SET story_id = (${stories}::uuid[])[place]
    FROM (SELECT id, row_number() OVER (ORDER BY feed_key) % 5 AS place FROM article) AS numbered
    WHERE a.id = numbered.id`)
}

function someOf(members: string[]) {
  const list = maybe(fc.subarray(members))
  return maybe(fc.record({ all: list, any: list, none: list }))
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 })
const term = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...words).map((word) => `-${word}`),
  someWords.map((some) => `"${some}"`),
  fc.constant('or'),
)
const clauses = {
  actors: someOf(actors),
  topics: someOf(topics.map(({ slug }) => slug)),
  salience: maybe(fc.constantFrom<Salience>('ABOUT', 'MENTIONED')),
  sources: someOf(sources),
  stories: someOf(stories),
  text: maybe(fc.array(term, { maxLength: 3 }).map((terms) => terms.join(' '))),
  languages: maybe(fc.subarray(languages)),
  publishedAfter: maybe(fc.integer({ min: 0, max: 9 }).map(day)),
  publishedBefore: maybe(fc.integer({ min: 0, max: 9 }).map(day)),
}
/** Filters of one clause match often, those of many clauses nest: both are needed. */
const simple: fc.Arbitrary<ArticleFilter> = fc
  .constantFrom(...Object.entries(clauses))
  .chain(([name, clause]) => clause.map((value) => ({ [name]: value })))
const anyFilter = [1, 2].reduce<fc.Arbitrary<ArticleFilter>>(
  (inner) => {
    const several = maybe(fc.array(inner, { maxLength: 2 }))
    return fc.oneof(
      inner,
      fc.record({ AND: several, OR: several, NOT: maybe(inner) }),
      fc.record({ ...clauses, OR: several, NOT: maybe(inner) }),
    )
  },
  fc.oneof(simple, fc.record(clauses)),
)

function keysByPredicate(filter: ResolvedFilter): bigint[] {
  return articles.filter(({ facts }) => matches(filter, facts)).map(({ feedKey }) => feedKey)
}

describe('a filter', () => {
  // 400 filters on 60 articles: 24,000 pairs.
  it('means the same to the database and in memory', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, async (input) => {
        const filter = await resolveFilter(test.db, input)
        const stretch = { ascending: false, limit: 100 }
        expect(await matchingKeys(test.db, filter, stretch)).toEqual(keysByPredicate(filter))
      }),
      { numRuns: 400 },
    )
  })

  it('is explained as it is meant: it matches where all that is required holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter, fc.constantFrom(...articles), async (input, { facts }) => {
        const filter = await resolveFilter(test.db, input)
        const required = explain(filter, facts).filter((clause) => clause.required)
        expect(required.every(({ holds }) => holds)).toBe(matches(filter, facts))
      }),
      { numRuns: 300 },
    )
  })

  it('yields any stretch of its matches in either direction', { timeout: 60_000 }, async () => {
    const position = fc.integer({ min: 0, max: 59 })
    await fc.assert(
      fc.asyncProperty(anyFilter, position, fc.boolean(), async (input, at, ascending) => {
        const filter = await resolveFilter(test.db, input)
        const { feedKey } = articles[at]!
        const bound = ascending ? { above: feedKey } : { below: feedKey }
        const all = keysByPredicate(filter)
        const expected = ascending
          ? all.filter((key) => key > feedKey).toReversed()
          : all.filter((key) => key < feedKey)
        const found = await matchingKeys(test.db, filter, { ...bound, ascending, limit: 3 })
        expect(found).toEqual(expected.slice(0, 3))
      }),
      { numRuns: 200 },
    )
  })
})
