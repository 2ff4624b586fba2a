import { type Db, Prisma } from '@courant/prisma'

import { hold } from '../advisory-lock.ts'
import { asBytea } from '../articles/draft.ts'
import { rowset } from '../rows.ts'
import type { Transaction } from '../transaction.ts'
import { bloomOf, type Marks, marksOf } from './bloom.ts'
import { everything } from './list-id.ts'
import { foldRollups, rollupsLock } from './fold.ts'
import { firstKeyIn, periodOf } from './periods.ts'

type Sql = Prisma.Sql

/** Shorter lists are read to their ends as fast as they are looked up in periods. */
export const longList = 500
/**
 * Where no more articles than that would stand in both of two lists that had nothing to do with each other, it
 * may be none at all. Of more, a page is full after less than a tenth of them.
 */
export const seldom = 200
/** Periods of lists that are looked up at a time. */
const periodsAtOnce = 20_000
/** Articles whose lists are read in a transaction: a fraction of a second, in which nobody else folds. */
const articlesAtOnce = 5_000
/** Milliseconds; on a busy machine it may be many seconds. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 }

interface Period {
  listId: string
  period: number
  /** About how many. */
  articles: number
}

export interface Gathering {
  /** Periods of lists whose company was gathered. */
  gathered: number
  /** There is more to do: call again at once. */
  more: boolean
}

/** A day: what began before a period was over, and did not say that it changed it, is done by then. */
const settledAfterMs = 86_400_000

/**
 * Gathers for the periods of long lists, those of actors, topics and sources, which other lists their articles
 * stand in. Left out are periods that are not over since a day, for most of their articles are still to come, and
 * lists so long that they are never the shorter one of two that seldom meet. Any number of workers may call it at
 * the same time.
 * @param least articles of a list that is gathered
 */
export async function gatherCompany(db: Db, now: Date, least = longList): Promise<Gathering> {
  const current = periodOf(new Date(now.getTime() - settledAfterMs))
  const periods = await periodsToGather(db, current, least)
  const marks = rememberMarks()
  let gathered = 0
  for (const batch of batches(periods)) {
    // Others try for the lock now and then, and would hardly find it free.
    await foldRollups(db)
    gathered += await db.$transaction((tx) => gatherBatch(tx, batch, marks), longTransaction)
  }
  return { gathered, more: periods.length === periodsAtOnce }
}

async function periodsToGather(db: Db, current: number, least: number): Promise<Period[]> {
  // Languages have lists too, which nobody gathers, so they are always read. Articles of one period lie together.
  return db.$queryRaw<Period[]>(Prisma.sql`
    SELECT p.list_id AS "listId", p.period, t.articles / l.periods + 1 AS articles
    FROM posting_total t
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS periods FROM posting_period l WHERE l.list_id = t.list_id OFFSET 0) AS l
      JOIN posting_period p ON p.list_id = t.list_id
    WHERE t.articles >= ${least}::int AND p.company IS NULL AND p.period < ${current}::int
      AND t.articles::float8 ^ 2 <= ${seldom}::int * (
        SELECT articles::float8 FROM posting_total WHERE list_id = ${everything})
      AND (EXISTS (SELECT FROM entity e WHERE e.id = t.list_id) OR EXISTS (SELECT FROM topic o WHERE o.id = t.list_id)
        OR EXISTS (SELECT FROM source s WHERE s.id = t.list_id))
    ORDER BY p.period, p.list_id LIMIT ${periodsAtOnce}::int`)
}

function* batches(periods: readonly Period[]): Generator<Period[]> {
  let batch: Period[] = []
  let articles = 0
  for (const period of periods) {
    batch.push(period)
    articles += period.articles
    if (articles >= articlesAtOnce) {
      yield batch
      batch = []
      articles = 0
    }
  }
  if (batch.length > 0) yield batch
}

/**
 * Nobody folds meanwhile: what comes in after this was read stays in PostingDelta until it was written, and
 * then has it forgotten.
 */
async function gatherBatch(
  tx: Transaction,
  batch: readonly Period[],
  marks: (id: string) => Marks,
): Promise<number> {
  await hold(tx, rollupsLock)
  const read = await tx.$queryRaw<{ listId: string; period: number; company: string[] }[]>(
    companyOf(rowset(batch, { listId: 'uuid', period: 'int' })),
  )
  const rows = read.map(({ company, ...row }) => {
    return { ...row, company: asBytea(bloomOf(company.map(marks))) }
  })
  await tx.$executeRaw(Prisma.sql`
    UPDATE posting_period p SET company = r.company
    FROM ${rowset(rows, { listId: 'uuid', period: 'int', company: 'bytea' })}
    WHERE p.list_id = r.listId AND p.period = r.period`)
  return rows.length
}

/** The lists in which articles of each list and period stand, unless that is known. */
function companyOf(asked: Sql): Sql {
  const keysOf = (table: Sql, list: Sql) => Prisma.sql`
    SELECT feed_key FROM ${table}
    WHERE ${list} = p.list_id AND feed_key >= ${firstKeyIn(Prisma.sql`p.period::bigint`)}
      AND feed_key < ${firstKeyIn(Prisma.sql`(p.period::bigint + 1)`)}`
  // OFFSET 0: a few articles of large tables are looked up, one by one.
  return Prisma.sql`
    SELECT p.list_id AS "listId", p.period,
      coalesce(array_agg(DISTINCT c.id) FILTER (WHERE c.id IS NOT NULL), '{}') AS company
    FROM ${asked} JOIN posting_period p ON p.list_id = r.listId AND p.period = r.period
      LEFT JOIN LATERAL (
        ${keysOf(Prisma.sql`mention`, Prisma.sql`entity_id`)}
        UNION ALL ${keysOf(Prisma.sql`article_topic`, Prisma.sql`topic_id`)}
        UNION ALL ${keysOf(Prisma.sql`article`, Prisma.sql`source_id`)} OFFSET 0) AS k ON TRUE
      LEFT JOIN LATERAL (
        SELECT id, source_id FROM article WHERE article.feed_key = k.feed_key OFFSET 0) AS a ON TRUE
      LEFT JOIN LATERAL (
        SELECT a.source_id AS id UNION ALL SELECT entity_id FROM mention WHERE article_id = a.id
        UNION ALL SELECT topic_id FROM article_topic WHERE article_id = a.id OFFSET 0) AS c ON TRUE
    WHERE p.company IS NULL GROUP BY p.list_id, p.period`
}

function rememberMarks(): (id: string) => Marks {
  const known = new Map<string, Marks>()
  return (id) => {
    let marks = known.get(id)
    if (!marks) known.set(id, (marks = marksOf(id)))
    return marks
  }
}
