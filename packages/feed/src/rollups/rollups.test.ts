import type { ArticleFilter } from '@courant/filter'
import { Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { removeArticle } from '../articles/remove.ts'
import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { mergeEntities, unmergeEntity } from '../entities/merge.ts'
import { CourantError } from '../errors.ts'
import { lengthsOfLists } from '../filter/lengths.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { countMatches } from '../overview/counted.ts'
import { timelineOf } from '../overview/timeline.ts'
import { rowset } from '../rows.ts'
import { removeSource } from '../sources/remove.ts'
import { ensureSource } from '../sources/source.ts'
import { marksOf } from './bloom.ts'
import { gatherCompany } from './company.ts'
import { startOfDay } from './days.ts'
import { foldRollups } from './fold.ts'
import { rolledUpOf } from './rolled-up.ts'

let test: TestDb
let sourceIds: string[]
beforeAll(async () => {
  test = await createTestDb()
  const { sourceId } = await prepare(test.db)
  const other = await ensureSource(test.db, { slug: 'post', name: 'The Post' })
  const doomed = await ensureSource(test.db, { slug: 'doomed', name: 'The Doomed' })
  sourceIds = [sourceId, other.id, doomed.id]
})
afterAll(() => test.close())

const actors = ['nato', 'eu', 'un', 'orlova', 'opec']
const topicCodes = ['20000056', '16000000', '15000000']

/** Numbers from 0 to 1 that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

const countedAnew = Prisma.sql`
  SELECT entity_id AS list_id, feed_day(feed_key) AS day, count(*)::int AS articles,
    (count(*) FILTER (WHERE about))::int AS about
  FROM mention GROUP BY 1, 2
  UNION ALL SELECT topic_id, feed_day(feed_key), count(*)::int, 0 FROM article_topic GROUP BY 1, 2
  UNION ALL SELECT source_id, feed_day(feed_key), count(*)::int, 0 FROM article GROUP BY 1, 2
  UNION ALL SELECT language_list(language), feed_day(feed_key), count(*)::int, 0 FROM article GROUP BY 1, 2
  UNION ALL SELECT '00000000-0000-0000-0000-000000000000', feed_day(feed_key), count(*)::int, 0
  FROM article GROUP BY 2`

interface Difference {
  list_id: string
  day: number | null
  articles: number
}

/** What the rollups count otherwise than the articles themselves do, in one snapshot. */
async function differences(): Promise<Difference[]> {
  return test.db.$queryRaw<Difference[]>(Prisma.sql`
    WITH anew AS MATERIALIZED (${countedAnew})
    SELECT list_id, day, sum(articles)::int AS articles, sum(about)::int AS about FROM (
      SELECT * FROM posting_day UNION ALL SELECT * FROM posting_delta
      UNION ALL SELECT list_id, day, -articles, -about FROM anew) AS rows
    GROUP BY list_id, day HAVING sum(articles) <> 0 OR sum(about) <> 0
    UNION ALL
    SELECT list_id, NULL, sum(articles)::int, sum(about)::int FROM (
      SELECT * FROM posting_total UNION ALL SELECT list_id, articles, about FROM posting_delta
      UNION ALL SELECT list_id, -articles, -about FROM anew) AS rows
    GROUP BY list_id HAVING sum(articles) <> 0 OR sum(about) <> 0`)
}

/** Who stands beside others in articles of a period without being in their company, as far as that is known. */
async function missed(): Promise<object[]> {
  const ids = await test.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM entity UNION SELECT id FROM topic UNION SELECT id FROM source`)
  const marks = ids.map(({ id }) => {
    const [one, other] = marksOf(id)
    return { id, one, other }
  })
  return test.db.$queryRaw<object[]>(Prisma.sql`
    WITH postings AS (
      SELECT entity_id AS list_id, feed_key FROM mention
      UNION ALL SELECT topic_id, feed_key FROM article_topic UNION ALL SELECT source_id, feed_key FROM article)
    SELECT p.list_id, p.period, other.list_id AS beside
    FROM posting_period p
      JOIN postings own ON own.list_id = p.list_id AND feed_day(own.feed_key) >> 5 = p.period
      JOIN postings other ON other.feed_key = own.feed_key
      JOIN ${rowset(marks, { id: 'uuid', one: 'bigint', other: 'bigint' })} ON r.id = other.list_id
    WHERE NOT may_be_in(p.company, r.one, r.other)
      AND NOT EXISTS (
        SELECT FROM posting_delta d WHERE d.list_id = p.list_id AND d.day >> 5 = p.period)`)
}

async function foldAll(): Promise<number> {
  let all = 0
  for (let more = true; more;) {
    const folding = await foldRollups(test.db)
    all += folding.folded
    more = folding.more
  }
  return all
}

/** Saves and revises articles of few keys, and removes some. */
async function write(seed: number): Promise<void> {
  const roll = dice(seed)
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(roll() * values.length)]!
  const some = <Value>(values: readonly Value[]) => values.filter(() => roll() < 0.4)
  for (let turn = 0; turn < 12; turn += 1) {
    const drafts = Array.from({ length: 1 + Math.floor(roll() * 6) }, () => {
      const key = Math.floor(roll() * 20)
      return draft({
        sourceId: sourceIds[key % 3]!,
        key: `${key}`,
        headline: `Headline ${roll()}`,
        statedAt: new Date(Date.UTC(1969, 11, 30 + (key % 5), 23)),
        language: pick(['en', 'de', 'und']),
        mentions: some(actors).map((slug) => ({ ...mention(slug), about: roll() < 0.5 })),
        topics: some(topicCodes).map((code) => ({ code, score: 1, cues: [] })),
      })
    })
    const saved = await saveArticles(test.db, drafts)
    if (roll() < 0.4) {
      // Another writer may have removed it.
      await removeArticle(test.db, pick(saved).articleId).catch((error: unknown) => {
        if (!(error instanceof CourantError && error.code === 'UNKNOWN_ARTICLE')) throw error
      })
    }
  }
}

async function mergeAndUnmerge(): Promise<void> {
  await saveArticles(test.db, [
    draft({ sourceId: sourceIds[0]!, key: 'all', mentions: actors.map(mention) }),
  ])
  for (let turn = 0; turn < 3; turn += 1) {
    await mergeEntities(test.db, { from: 'un', into: 'nato', reason: 'A test.' })
    await mergeEntities(test.db, { from: 'orlova', into: 'nato', reason: 'A test.' })
    await unmergeEntity(test.db, { id: 'un' })
    await unmergeEntity(test.db, { id: 'orlova' })
  }
  await mergeEntities(test.db, { from: 'un', into: 'nato', reason: 'A test.' })
}

async function foldDuring(writing: Promise<unknown>): Promise<void> {
  const state = { isDone: false }
  const done = writing.then(() => {
    state.isDone = true
  })
  while (!state.isDone) {
    await foldRollups(test.db)
    expect(await differences()).toEqual([])
    await gatherCompany(test.db, new Date(), 1)
    expect(await missed()).toEqual([])
  }
  await done
}

describe('the rollups', () => {
  it('tell what articles there are, at any time, whoever writes, folds and gathers meanwhile', async () => {
    const writing = Promise.all([write(1), write(2), write(3), mergeAndUnmerge()])
    await Promise.all([foldDuring(writing), foldDuring(writing)])
    expect(await test.db.article.count()).toBeGreaterThan(5)
    expect(await differences()).toEqual([])
    await removeSource(test.db, 'doomed')
    expect(await differences()).toEqual([])
    await foldAll()
    expect(await differences()).toEqual([])
    const left = await test.db.$queryRaw`SELECT FROM posting_delta`
    expect(left).toEqual([])
    expect((await gatherCompany(test.db, new Date(), 1)).gathered).toBeGreaterThan(5)
    expect(await missed()).toEqual([])
  }, 60_000)

  it.each([
    ['mention', 'entity_id', 'entity'],
    ['article_topic', 'topic_id', 'topic'],
    ['article', 'source_id', 'source'],
  ])('tell whose company changes with a row of %s that moves', async (table, list, kind) => {
    await ensureSource(test.db, { slug: 'quiet', name: 'Nobody has met it' })
    await gatherCompany(test.db, new Date(), 1)
    const moved = await test.db.$executeRawUnsafe(`
      WITH chosen AS (
        SELECT feed_key, t.${list} AS list_id FROM ${table} t
          JOIN (SELECT feed_key FROM mention JOIN article_topic USING (feed_key)) AS both_parts USING (feed_key)
        ORDER BY 1, 2 LIMIT 1),
      free AS (
        SELECT id FROM ${kind} k WHERE NOT EXISTS (
          SELECT FROM ${table} t JOIN chosen USING (feed_key) WHERE t.${list} = k.id)
        ORDER BY (SELECT count(*) FROM ${table} t WHERE t.${list} = k.id) LIMIT 1)
      UPDATE ${table} t SET ${list} = free.id FROM chosen, free
      WHERE t.feed_key = chosen.feed_key AND t.${list} = chosen.list_id`)
    expect(moved).toBe(1)
    await foldAll()
    expect(await missed()).toEqual([])
    expect(await differences()).toEqual([])
  })

  it('tell nothing of company in a period that is not over since a day', async () => {
    const [period, firstDay] = [60, 60 * 32]
    const [saved] = await saveArticles(test.db, [
      draft({ sourceId: sourceIds[0]!, key: 'last', statedAt: startOfDay(firstDay), mentions: [] }),
    ])
    await foldAll()
    const gathered = async (day: number) => {
      await gatherCompany(test.db, startOfDay(firstDay + day), 1)
      return test.db.postingPeriod.count({ where: { period, company: { not: null } } })
    }
    expect(await gathered(32)).toBe(0)
    expect(await gathered(33)).toBe(1)
    await removeArticle(test.db, saved!.articleId)
    await foldAll()
  })

  it('keep no row of a day that has no article any more', async () => {
    const [saved] = await saveArticles(test.db, [
      draft({ sourceId: sourceIds[0]!, key: 'alone', language: 'mt', mentions: [mention('solo')] }),
    ])
    // All articles, the source, the language and the actor; then the actor and the source, who give each other company.
    expect(await foldAll()).toBe(6)
    const { id } = await test.db.entity.findUniqueOrThrow({ where: { slug: 'solo' } })
    expect(await test.db.postingTotal.findUnique({ where: { listId: id } })).toMatchObject({
      articles: 1,
      about: 1,
    })
    await removeArticle(test.db, saved!.articleId)
    await foldAll()
    expect(await test.db.postingDay.count({ where: { listId: id } })).toBe(0)
    expect(await test.db.postingTotal.count({ where: { listId: id } })).toBe(0)
    expect(await differences()).toEqual([])
  })

  it.each([
    ['all', {}],
    ['an actor', { actors: { all: ['nato'] } }],
    ['those about an actor', { actors: { any: ['nato'] }, salience: 'ABOUT' as const }],
    ['those that merely mention one', { actors: { all: ['eu'] }, salience: 'MENTIONED' as const }],
    ['a topic', { topics: { any: ['conflict'] } }],
    ['two sources', { sources: { any: ['gazette', 'post'] } }],
    ['two languages', { languages: ['de', 'und'] }],
  ])('tell how many articles of %s match, between dates too', async (_, filter) => {
    const hour = (day: number, at: number) => new Date(Date.UTC(1969, 11, day, at))
    for (const dates of [
      {},
      { publishedAfter: hour(31, 12) },
      { publishedBefore: hour(33, 23) },
      { publishedAfter: hour(30, 23), publishedBefore: hour(33, 12) },
      { publishedAfter: hour(31, 1), publishedBefore: hour(31, 23) },
      { publishedAfter: hour(31, 1), publishedBefore: new Date(hour(31, 23).getTime() + 1) },
    ]) {
      const resolved = await resolveFilter(test.db, { ...filter, ...dates })
      expect(rolledUpOf(resolved)).not.toBeNull()
      // The same articles, said so that the rollups cannot tell.
      const apart = await resolveFilter(test.db, {
        AND: [{ ...filter, ...dates }],
        NOT: { OR: [] },
      })
      expect(rolledUpOf(apart)).toBeNull()
      expect(await countMatches(test.db, resolved)).toEqual(await countMatches(test.db, apart))
    }
  })

  it.each(['DAY', 'WEEK', 'MONTH'] as const)('tell the %ss of a timeline', async (interval) => {
    const now = new Date(Date.UTC(1970, 0, 2, 12))
    const hour = (day: number, at: number) => new Date(Date.UTC(1969, 11, day, at))
    for (const dates of [
      {},
      { publishedAfter: hour(20, 12) },
      { publishedAfter: hour(30, 23), publishedBefore: hour(32, 12) },
      { publishedAfter: hour(31, 1), publishedBefore: hour(31, 23) },
      { publishedBefore: new Date(hour(31, 23).getTime() + 1) },
    ]) {
      for (const filter of [{}, { topics: { all: ['conflict'] } }, { languages: ['de', 'und'] }]) {
        const ask = (asked: ArticleFilter) =>
          timelineOf(test.db, { filter: { ...asked, ...dates }, interval, now })
        const timeline = await ask(filter)
        expect(timeline).toEqual(await ask({ AND: [filter], NOT: { OR: [] } }))
        expect(timeline.exact).toBe(true)
      }
    }
  })

  it('tell that a timeline leaves out what is older', async () => {
    const now = new Date(Date.UTC(1971, 1, 3, 12))
    const { buckets, exact } = await timelineOf(test.db, { interval: 'DAY', now })
    expect(buckets.map(({ start }) => start)[0]).toEqual(new Date(Date.UTC(1970, 0, 2)))
    expect(exact).toBe(false)
  })

  it('tell how long lists are', async () => {
    const nato = await resolveFilter(test.db, { actors: { all: ['nato'] } })
    const list = { kind: 'actor', id: nato.actors.all[0]!, salience: null } as const
    const about = { ...list, salience: 'ABOUT' } as const
    const nobody = { ...list, id: '01890000-0000-7000-8000-000000000001' }
    const lengthOf = await lengthsOfLists(test.db, [list, about, nobody])
    expect([lengthOf(list), lengthOf(about), lengthOf(nobody)]).toEqual([
      await test.db.mention.count({ where: { entityId: list.id } }),
      await test.db.mention.count({ where: { entityId: list.id, about: true } }),
      0,
    ])
  })

  it.each([
    ['two actors', { actors: { all: ['nato', 'eu'] } }],
    ['one of two actors', { actors: { any: ['nato', 'eu'] } }],
    ['an actor and a topic', { actors: { all: ['nato'] }, topics: { all: ['war'] } }],
    ['without a topic', { topics: { none: ['war'] } }],
    ['with a word', { text: 'lead' }],
    ['no language', { languages: [] }],
  ])('say nothing of articles of %s', async (_, filter) => {
    expect(rolledUpOf(await resolveFilter(test.db, filter))).toBeNull()
  })
})
