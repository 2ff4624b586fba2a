import type { ArticleFilter } from '@courant/filter'
import { createDb } from '@courant/prisma'
import type { TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { wholeArticlePage } from '../articles/whole-page.ts'
import { facetsOf, sampleOf, topActors, topSources, topTopics } from '../overview/facets.ts'
import { countMatches } from '../overview/counted.ts'
import { timelineOf } from '../overview/timeline.ts'
import { gatherCompany } from '../rollups/company.ts'
import { shortestCover } from './lengths.ts'
import {
  articles,
  createPlanned,
  explain,
  explainGeneric,
  plansOf,
  statementsOf,
  stretches,
} from './plans.fixture.ts'
import { resolveFilter } from './resolve.ts'
import { matchesInStretch } from './sql.ts'
import type { Stretch } from './stretch.ts'

let test: TestDb
beforeAll(async () => {
  test = await createPlanned()
}, 60_000)
afterAll(() => test.close())

async function statementOf(filter: ArticleFilter, stretch: Stretch) {
  const resolved = await resolveFilter(test.db, filter)
  return matchesInStretch(resolved, await shortestCover(test.db, resolved), stretch)
}

const { first, deep, last } = stretches
const all: Stretch = { ascending: false, limit: articles }

it.each<[string, ArticleFilter, Stretch, number]>([
  ['of all articles', {}, first, 21],
  ['of all articles, deep', {}, deep, 21],
  ['of all articles, from the end', {}, last, 21],
  ['of an actor whom many name', { actors: { all: ['e1'] } }, first, 21],
  ['of an actor whom few name', { actors: { all: ['e59'] } }, deep, 21],
  ['about an actor', { actors: { all: ['e6'] }, salience: 'ABOUT' }, first, 21],
  ['of an actor and a topic', { actors: { all: ['e6'] }, topics: { all: ['t10'] } }, first, 400],
  ['of the same, deep', { actors: { all: ['e6'] }, topics: { all: ['t10'] } }, deep, 400],
  [
    'of the same, before a date',
    { actors: { all: ['e6'] }, topics: { all: ['t10'] }, publishedBefore: new Date(9_000) },
    first,
    400,
  ],
  ['of two actors', { actors: { all: ['e1', 'e58'] } }, first, 100],
  ['of any of three actors', { actors: { any: ['e1', 'e40', 'e59'] } }, first, 63],
  ['of the same, from the end', { actors: { any: ['e1', 'e40', 'e59'] } }, last, 63],
  ['of none of two', { actors: { none: ['e1', 'e2'] } }, first, 300],
  [
    'of an actor without a topic',
    { actors: { all: ['e6'] }, topics: { none: ['t1'] } },
    first,
    200,
  ],
  ['of a source', { sources: { any: ['s7'] } }, first, 21],
  ['of two sources', { sources: { any: ['s7', 's8'] } }, deep, 42],
  ['of a language and a topic', { languages: ['de'], topics: { all: ['t19'] } }, first, 600],
  ['of a rare word', { text: 'volcano' }, first, 50],
  ['of a rare word and an actor', { text: 'volcano', actors: { all: ['e1'] } }, first, 200],
  ['of a common word', { text: 'minister' }, first, 21],
  ['of a word of one article in a hundred', { text: 'harbour' }, deep, 2_101],
  ['of the same and an actor', { text: 'harbour', actors: { none: ['e6'] } }, first, 5_000],
  [
    'of alternatives',
    { OR: [{ actors: { all: ['e30'] } }, { topics: { all: ['t29'] } }] },
    first,
    50,
  ],
  ['of what is not', { NOT: { topics: { any: ['t1', 't2'] } } }, first, 300],
  ['of a week', { publishedBefore: new Date(9_000), publishedAfter: new Date(8_000) }, first, 21],
])('a page %s is read by indexes, and no more than is needed', async (_, filter, stretch, most) => {
  const statement = await statementOf(filter, stretch)
  for (const plan of [explain, explainGeneric]) {
    const { scannedWhole, visited, found } = await plan(test.db, statement)
    expect(scannedWhole).toEqual([])
    expect(visited).toBeLessThanOrEqual(most)
    expect(found).toBe(21)
  }
})

it.each([
  ['two actors', { actors: { all: ['e61', 'e62'] } }],
  ['an actor and a topic', { actors: { all: ['e62'] }, topics: { all: ['t9'] } }],
  ['an actor, a topic and others', { actors: { all: ['e62', 'e1'] }, topics: { all: ['t9'] } }],
])(
  'a page of %s who never meet is found empty without reading their articles',
  async (_, filter) => {
    const statement = await statementOf(filter, first)
    for (const plan of [explain, explainGeneric]) {
      const { scannedWhole, visited, buffers, found } = await plan(test.db, statement)
      expect(scannedWhole).toEqual([])
      expect(found).toBe(0)
      expect(visited).toBe(0)
      expect(buffers).toBeLessThanOrEqual(20)
    }
  },
)

it('the same of two actors, before it is known where they meet, by reading both side by side', async () => {
  const known = await test.db.postingPeriod.findMany({ where: { company: { not: null } } })
  await test.db.postingPeriod.updateMany({ data: { company: null } })
  const statement = await statementOf({ actors: { all: ['e61', 'e62'] } }, first)
  for (const plan of [explain, explainGeneric]) {
    const { scannedWhole, visited, found } = await plan(test.db, statement)
    expect(scannedWhole).toEqual([])
    expect(found).toBe(0)
    expect(visited).toBeLessThanOrEqual(articles / 5)
  }
  expect(await gatherCompany(test.db, new Date())).toMatchObject({ gathered: known.length })
})

describe('two lists that are read side by side', () => {
  it.each<[string, ArticleFilter]>([
    ['an actor and a topic', { actors: { all: ['e6'] }, topics: { all: ['t10'] } }],
    ['two actors', { actors: { all: ['e4', 'e6'] } }],
    ['three actors', { actors: { all: ['e4', 'e6', 'e1'] }, topics: { none: ['t1'] } }],
    ['about two actors', { actors: { all: ['e4', 'e6'] }, salience: 'ABOUT' }],
    [
      'about one of two',
      { actors: { all: ['e6'] }, AND: [{ actors: { all: ['e4'] }, salience: 'ABOUT' }] },
    ],
    ['a source and a language', { sources: { all: ['s7'] }, languages: ['de'] }],
    ['an actor and one source', { actors: { any: ['e6'] }, sources: { any: ['s7'] } }],
  ])('hold the same of %s as the whole feed does', async (_, filter) => {
    const resolved = await resolveFilter(test.db, filter)
    const cover = await shortestCover(test.db, resolved)
    const [list] = cover!
    expect(list!.kind === 'seldom' ? list!.walked : list).toMatchObject({ kind: 'merged' })
    for (const stretch of [first, deep, last]) {
      const keys = async (lists: typeof cover) =>
        test.db.$queryRaw<{ feed_key: bigint }[]>(matchesInStretch(resolved, lists, stretch))
      const expected = await keys(null)
      expect(expected.length).toBeGreaterThan(5)
      expect(await keys(cover)).toEqual(expected)
    }
    const { count } = await countMatches(test.db, resolved)
    const matches = await test.db.$queryRaw<object[]>(matchesInStretch(resolved, null, all))
    expect(count).toBe(matches.length)
  })
})

it.each<[string, ArticleFilter]>([
  ['of all articles', {}],
  ['of an actor', { actors: { all: ['e1'] } }],
  ['of an actor and a topic', { actors: { all: ['e6'] }, topics: { all: ['t10'] } }],
  ['of any of three actors', { actors: { any: ['e1', 'e40', 'e59'] } }],
  ['of two actors who never meet', { actors: { all: ['e61', 'e62'] } }],
  ['of a word', { text: 'harbour' }],
])('a page %s that is asked for often is not planned each time', async (_, filter) => {
  const db = createDb(test.url, { poolSize: 1 })
  const parts = { takeaways: ['text'], mentions: ['entityId'], topics: ['topicId'] } as const
  for (let n = 0; n < 10; n += 1) await wholeArticlePage(db, { first: 20, filter }, parts)
  const planned = await plansOf(db, '%WITH keys%')
  await db.$disconnect()
  // PostgreSQL tries five times what planning for the arguments brings.
  expect(planned).toEqual([{ each: 5n, once: 5n }])
})

it('words that the newest articles hold often are walked through the feed, and not counted', async () => {
  const coverOfText = async (text: string) =>
    shortestCover(test.db, await resolveFilter(test.db, { text }))
  expect(await coverOfText('volcano')).toMatchObject([{ kind: 'text' }])
  expect(await coverOfText('harbour')).toBeNull()
})

describe('what is counted', () => {
  /** How many rows of articles are looked at. */
  async function visitedBy(ask: (db: TestDb['db']) => Promise<unknown>) {
    const statements = await statementsOf(test.db, ask)
    const plans = []
    for (const statement of statements) plans.push(await explain(test.db, statement))
    expect(plans.flatMap(({ scannedWhole }) => scannedWhole)).toEqual([])
    return plans.reduce((sum, { visited }) => sum + visited, 0)
  }
  const now = new Date(20_000)

  it.each<[string, ArticleFilter]>([
    ['all articles', {}],
    ['an actor', { actors: { all: ['e1'] } }],
    ['those about an actor', { actors: { all: ['e1'] }, salience: 'ABOUT' }],
    ['a topic', { topics: { any: ['t1'] } }],
    ['two sources', { sources: { any: ['s7', 's8'] } }],
    ['a language', { languages: ['de'] }],
  ])('by day, of %s, is read from the rollups', async (_, filter) => {
    const rows = await visitedBy((db) => timelineOf(db, { filter, interval: 'DAY', now }))
    expect(rows).toBeLessThanOrEqual(2)
  })

  it('in all, of an actor, is read from the rollups', async () => {
    const filter = await resolveFilter(test.db, { actors: { all: ['e1'] } })
    expect(await visitedBy((db) => countMatches(db, filter))).toBe(0)
  })

  it.each<[string, ArticleFilter, number]>([
    ['all', {}, 1_500],
    ['an actor', { actors: { all: ['e6'] } }, 2_500],
    ['an actor and a topic', { actors: { all: ['e6'] }, topics: { all: ['t10'] } }, 5_000],
    ['two actors who never meet', { actors: { all: ['e61', 'e62'] } }, 4_010],
  ])('as facets, of the newest 100 of %s, takes what belongs to them', async (_, filter, most) => {
    const rows = await visitedBy(async (db) => {
      const facets = await facetsOf(db, filter, 100)
      await Promise.all([
        sampleOf(facets),
        topActors(facets, { first: 10 }),
        topTopics(facets, { first: 10 }),
        topSources(facets, { first: 10 }),
      ])
    })
    expect(rows).toBeLessThanOrEqual(most)
  })
})
