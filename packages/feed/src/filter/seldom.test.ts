import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { mergeEntities } from '../entities/merge.ts'
import { gatherCompany } from '../rollups/company.ts'
import { foldRollups } from '../rollups/fold.ts'
import { firstKeyOf, periodOf } from '../rollups/periods.ts'
import type { ListOfId, PostingList } from './cover.ts'
import { resolveFilter, type ResolvedFilter } from './resolve.ts'
import { matchesInStretch } from './sql.ts'
import type { Stretch } from './stretch.ts'

const day = 86_400_000
const today = Date.now()
/** One article every eighth day, before and after 1970 and until today. */
const dates = [
  ...Array.from({ length: 24 }, (_, n) => new Date((n - 12) * 8 * day)),
  ...Array.from({ length: 24 }, (_, n) => new Date(today - n * 8 * day)),
]
const start = firstKeyOf(periodOf(new Date(today)))

let test: TestDb
let sourceId: string
beforeAll(async () => {
  test = await createTestDb()
  ;({ sourceId } = await prepare(test.db))
  await saveArticles(test.db, dates.map(asSaved))
})
afterAll(() => test.close())

/** Nato and the UN meet in every tenth article, Nato and the EU never; war is a topic of every third. */
function asSaved(statedAt: Date, n: number) {
  const actors = [n % 2 === 0 ? 'nato' : 'eu', ...(n % 5 === 0 ? ['un'] : [])]
  return draft({
    sourceId,
    key: `${n}`,
    statedAt,
    mentions: actors.map(mention),
    topics: n % 3 === 0 ? [{ code: '20000056', score: 1, cues: [] }] : [],
  })
}

const listsOf = (filter: ResolvedFilter): [ListOfId, ListOfId] => {
  const lists: ListOfId[] = [
    ...filter.actors.all.map((id) => ({ kind: 'actor' as const, id, salience: null })),
    ...filter.topics.all.map((id) => ({ kind: 'topic' as const, id })),
  ]
  return [lists[0]!, lists[1]!]
}

async function keysOf(
  filter: ResolvedFilter,
  cover: readonly PostingList[] | null,
  stretch: Stretch,
): Promise<bigint[]> {
  const rows = await test.db.$queryRaw<{ feed_key: bigint }[]>(
    matchesInStretch(filter, cover, stretch),
  )
  return rows.map((row) => row.feed_key)
}

const pairs = [
  { actors: { all: ['nato', 'un'] } },
  { actors: { all: ['nato', 'eu'] } },
  { actors: { all: ['un'] }, topics: { all: ['war'] } },
]

/** Whether a walk by periods finds the same as one through the whole feed, in stretches of all kinds. */
async function expectSame(): Promise<void> {
  for (const pair of pairs) {
    const filter = await resolveFilter(test.db, pair)
    const lists = listsOf(filter)
    const covers: PostingList[][] = [
      [{ kind: 'seldom', lists, walked: lists[0] }],
      [{ kind: 'seldom', lists, walked: { kind: 'merged', lists } }],
      [{ kind: 'seldom', lists: [lists[1], lists[0]], walked: lists[1] }],
    ]
    const middle = (await keysOf(filter, null, { ascending: false, limit: 100 })).at(3) ?? 0n
    for (const bounds of [
      {},
      { below: middle },
      { above: middle },
      { below: start },
      { below: start + 1n },
      { above: start - 1n },
      { above: start },
      { above: -(2n ** 60n), below: 2n ** 60n },
    ]) {
      for (const ascending of [false, true]) {
        for (const limit of [3, 100]) {
          const stretch = { ...bounds, ascending, limit }
          const expected = await keysOf(filter, null, stretch)
          for (const cover of covers) expect(await keysOf(filter, cover, stretch)).toEqual(expected)
        }
      }
    }
  }
}

const gather = () => gatherCompany(test.db, new Date(), 1)
const foldAll = async () => {
  for (let more = true; more;) ({ more } = await foldRollups(test.db))
}

/** From a change until all that it made unknown is known again. */
async function expectSameThroughout(): Promise<void> {
  await expectSame()
  await foldAll()
  await expectSame()
  await gather()
  await expectSame()
}

/** Of how many periods it is known whom the first of a pair met. */
async function gatheredOf(pair: (typeof pairs)[number]): Promise<number> {
  const [list] = listsOf(await resolveFilter(test.db, pair))
  return test.db.postingPeriod.count({ where: { listId: list.id, company: { not: null } } })
}

describe('pages of two lists that seldom meet are those of the whole feed', () => {
  it('before anything was folded', expectSame)

  it('before anything was gathered', async () => {
    await foldAll()
    await expectSame()
    expect(await gatheredOf(pairs[0]!)).toBe(0)
  })

  it('after it was', async () => {
    expect((await gather()).gathered).toBeGreaterThan(20)
    expect(await gatheredOf(pairs[0]!)).toBeGreaterThan(8)
    await expectSame()
  })

  it('after an article came in late', async () => {
    const [late] = await saveArticles(test.db, [asSaved(new Date(5 * day), 90)])
    expect(late!.outcome).toBe('ADDED')
    await expectSameThroughout()
  })

  it('after an old article named somebody else', async () => {
    const { statedAt, ...old } = asSaved(dates[2]!, 2)
    const change = async (actors: string[]) => {
      const mentions = actors.map(mention)
      const [saved] = await saveArticles(test.db, [
        { ...old, statedAt, mentions, headline: `With ${actors.join(', ')}` },
      ])
      expect(saved!.outcome).toBe('REVISED')
    }
    for (const actors of [['nato', 'eu'], ['nato', 'un'], ['nato']]) {
      await change(actors)
      await expectSameThroughout()
    }
  })

  it('after actors were merged', async () => {
    await saveArticles(test.db, [
      draft({
        sourceId,
        key: 'otan',
        statedAt: dates[1]!,
        mentions: [mention('otan'), mention('eu'), mention('un')],
      }),
    ])
    await foldAll()
    await gather()
    await mergeEntities(test.db, { from: 'otan', into: 'nato', reason: 'A test.' })
    await expectSameThroughout()
    const filter = await resolveFilter(test.db, pairs[1])
    expect(await keysOf(filter, null, { ascending: false, limit: 9 })).toHaveLength(1)
  })
})
