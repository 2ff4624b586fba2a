import type { Db } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft, entity, mention, prepare } from '../draft.fixture.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { countMatches, countedMatches } from './counted.ts'
import { facetsOf, sampleOf, topActors, topLanguages, topSources, topTopics } from './facets.ts'

let test: TestDb
let names: Map<string, string>
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  const person = { ...mention('orlova'), entity: { ...entity('orlova'), kind: 'PERSON' as const } }
  await saveArticles(
    test.db,
    Array.from({ length: 12 }, (_, n) =>
      draft({
        sourceId,
        key: `${n}`,
        statedAt: new Date(Date.UTC(2026, 0, 1, n)),
        language: n < 4 ? 'de' : 'en',
        mentions: [
          ...(n % 2 === 0 ? [mention('nato')] : []),
          ...(n % 3 === 0 ? [mention('eu')] : []),
          ...(n === 6 ? [person] : []),
        ],
        topics: [{ code: n % 4 === 0 ? '20000056' : '15000000', score: 1, cues: [] }],
      }),
    ),
  )
  const rows = [...(await test.db.entity.findMany()), ...(await test.db.topic.findMany())]
  names = new Map(rows.map(({ id, slug }) => [id, slug]))
})
afterAll(() => test.close())

const named = (facets: { value: string; articleCount: number }[]) =>
  facets.map(({ value, articleCount }) => [names.get(value), articleCount])

describe('the facets of a filter', () => {
  it('count what its matches have in common', async () => {
    const facets = await facetsOf(test.db, { actors: { all: ['nato'] } })
    const [sample, actors, people, sources, languages] = await Promise.all([
      sampleOf(facets),
      topActors(facets, { first: 2 }),
      topActors(facets, { first: 9, kind: 'PERSON' }),
      topSources(facets, { first: 9 }),
      topLanguages(facets, { first: 9 }),
    ])
    const since = new Date(Date.UTC(2026, 0, 1))
    expect(sample).toEqual({ articleCount: 6, exact: true, since })
    expect(named(actors)).toEqual([
      ['nato', 6],
      ['eu', 2],
    ])
    expect(named(people)).toEqual([['orlova', 1]])
    expect(sources).toEqual([{ value: expect.any(String), articleCount: 6 }])
    expect(languages).toEqual([
      { value: 'en', articleCount: 4 },
      { value: 'de', articleCount: 2 },
    ])
  })

  it('count the articles of narrow topics among those of the topics above', async () => {
    const facets = await facetsOf(test.db, { actors: { all: ['nato'] } })
    const topics = named(await topTopics(facets, { first: 9 }))
    expect(new Map(topics as [string, number][])).toEqual(
      new Map([
        ['war', 3],
        ['conflict', 3],
        ['sport', 3],
      ]),
    )
  })

  it('count the newest matches alone, where so few are asked for', async () => {
    const all = await sampleOf(await facetsOf(test.db, { topics: { all: ['sport'] } }))
    const facets = await facetsOf(test.db, { topics: { all: ['sport'] } }, 2)
    const sample = await sampleOf(facets)
    expect(sample).toMatchObject({ articleCount: 2, exact: false })
    expect(sample.since!.getTime()).toBeGreaterThan(all.since!.getTime())
    expect(named(await topTopics(facets, { first: 9 }))).toEqual([['sport', 2]])
  })

  it('are counted in one statement, whatever is asked at once', async () => {
    const statements: string[] = []
    const watched = test.db.$extends({
      query: {
        $queryRaw: async ({ args, query }) => {
          const rows: unknown = await query(args)
          statements.push(args.sql)
          return rows
        },
      },
    })
    const facets = await facetsOf(watched as unknown as Db, {})
    await Promise.all([
      sampleOf(facets),
      topActors(facets, { first: 5 }),
      topTopics(facets, { first: 5 }),
    ])
    expect(statements).toHaveLength(1)
  })

  it.each([0, 5_001, 1.5])('are not counted of %s', async (newest) => {
    await expect(facetsOf(test.db, {}, newest)).rejects.toMatchObject({
      code: 'BAD_PAGE',
      field: 'newest',
    })
  })

  it('are none where nothing matches', async () => {
    const facets = await facetsOf(test.db, { OR: [] })
    expect(await sampleOf(facets)).toEqual({ articleCount: 0, exact: true, since: null })
    expect(await topActors(facets, { first: 5 })).toEqual([])
  })

  it.each([0, 101, 1.5])('are not listed by %d', async (first) => {
    const facets = await facetsOf(test.db, {})
    await expect(topLanguages(facets, { first })).rejects.toMatchObject({ code: 'BAD_PAGE' })
  })
})

describe('a count', () => {
  it.each([
    [{}, 12],
    [{ actors: { all: ['nato'] } }, 6],
    [{ actors: { all: ['nato'], any: ['eu', 'orlova'] } }, 2],
    [{ actors: { any: ['nato', 'eu'] } }, 8],
    [{ actors: { any: ['nato', 'eu'], none: ['orlova'] } }, 7],
    [{ actors: { any: ['eu'] }, topics: { any: ['war', 'sport'] } }, 4],
    [{ topics: { any: ['conflict', 'sport'] }, actors: { none: ['eu'] } }, 8],
    [{ actors: { any: [] } }, 0],
    [{ AND: [{ actors: { any: ['nato', 'eu'] } }], languages: ['de'] }, 3],
    [{ OR: [{ actors: { all: ['eu'] } }, { topics: { all: ['war'] } }] }, 6],
    [{ NOT: { languages: ['de'] } }, 8],
    [
      {
        publishedAfter: new Date(Date.UTC(2026, 0, 1, 2)),
        AND: [{ publishedBefore: new Date(Date.UTC(2026, 0, 1, 6)) }],
      },
      4,
    ],
  ])('of %o is %i', async (filter, count) => {
    const resolved = await resolveFilter(test.db, filter)
    expect(await countMatches(test.db, resolved)).toEqual({ count, exact: true })
  })

  it('looks at no more than is enough', async () => {
    const resolved = await resolveFilter(test.db, { actors: { all: ['nato'] } })
    const { tables, most } = await countedMatches(test.db, resolved, { enough: 3 })
    const rows = await test.db.$queryRaw`${tables} SELECT feed_key FROM looked`
    expect(rows).toHaveLength(3)
    expect(most).toBe(3)
  })
})
