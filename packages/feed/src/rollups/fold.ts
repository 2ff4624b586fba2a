import { type Db, Prisma } from '@courant/prisma'

import { tryHold } from '../advisory-lock.ts'
import type { Transaction } from '../transaction.ts'

/** "roll" */
export const rollupsLock = 0x726f6c6c

/** Changes a transaction. Long ones would hold back the live feed. */
const changesAtOnce = 5_000

export interface Folding {
  /** Changes that were added up. */
  folded: number
  /** There is more to do: call again at once. */
  more: boolean
}

/**
 * Adds up what was written into PostingDelta since the last time. Counts read both, so they are right before
 * and after it, and the sooner it is called, the less they have to read. Any number of workers may call it at
 * the same time: one works, the others come back with nothing done.
 */
export async function foldRollups(db: Db): Promise<Folding> {
  return db.$transaction(async (tx) => {
    if (!(await tryHold(tx, rollupsLock))) return { folded: 0, more: false }
    const [row] = await tx.$queryRaw<{ folded: number; emptied: EmptiedDay[] }[]>(Prisma.sql`
      WITH taken AS (
        DELETE FROM posting_delta
        WHERE ctid = ANY(ARRAY(SELECT ctid FROM posting_delta LIMIT ${changesAtOnce}))
        RETURNING list_id, day, articles, about),
      by_day AS (
        INSERT INTO posting_day AS d (list_id, day, articles, about)
        SELECT list_id, day, sum(articles), sum(about) FROM taken GROUP BY list_id, day
        HAVING sum(articles) <> 0 OR sum(about) <> 0
        ON CONFLICT (list_id, day) DO UPDATE
          SET articles = d.articles + EXCLUDED.articles, about = d.about + EXCLUDED.about
        RETURNING list_id, day, articles),
      total AS (
        INSERT INTO posting_total AS t (list_id, articles, about)
        SELECT list_id, sum(articles), sum(about) FROM taken GROUP BY list_id
        HAVING sum(articles) <> 0 OR sum(about) <> 0
        ON CONFLICT (list_id) DO UPDATE
          SET articles = t.articles + EXCLUDED.articles, about = t.about + EXCLUDED.about)
      SELECT (SELECT count(*)::int FROM taken) AS folded,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('list_id', list_id, 'day', day)), '[]')
          FROM by_day WHERE articles = 0) AS emptied`)
    const { folded, emptied } = row!
    await dropEmptied(tx, emptied)
    return { folded, more: folded === changesAtOnce }
  }, longTransaction)
}

/** Milliseconds; it takes a fraction of a second, on a busy machine many of them. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 }

interface EmptiedDay {
  list_id: string
  day: number
}

/** Rows of nothing would be read by every timeline. */
async function dropEmptied(tx: Transaction, emptied: readonly EmptiedDay[]): Promise<void> {
  if (emptied.length === 0) return
  const rows = Prisma.sql`
    jsonb_to_recordset(${JSON.stringify(emptied)}::jsonb) AS r(list_id uuid, day int)`
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM posting_day d USING ${rows} WHERE d.list_id = r.list_id AND d.day = r.day`)
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM posting_total t USING ${rows} WHERE t.list_id = r.list_id AND t.articles = 0`)
}
