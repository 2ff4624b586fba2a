import { type ArticleEvent, type Db, Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'

/** A point in the event log: everything at or before it, in commit order, has been seen. */
export interface EventPosition {
  xid: bigint
  seq: bigint
}

export interface EventBatch {
  /** In commit order. */
  events: ArticleEvent[]
  /** Where to go on. */
  position: EventPosition
  /** There were more than asked for: read again at once. */
  more: boolean
  /** Events exist that a transaction still running holds back: read again soon. */
  pending: boolean
  /** Whatever transactions below this id wrote was there to be read. */
  horizon: bigint
}

/**
 * The oldest transaction still running. Rows of transactions below it are all there, so a reader that
 * stays below it can never be overtaken by one that began earlier and commits later.
 */
export const horizon = Prisma.sql`(
  SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + event_xid_offset FROM instance)`

/** The point up to which the log can be read now. */
export async function currentPosition(db: Db): Promise<EventPosition> {
  const [row] = await db.$queryRaw<{ xid: bigint }[]>(Prisma.sql`SELECT ${horizon} AS xid`)
  return { xid: row!.xid, seq: 0n }
}

/** Up to `limit` events after a point, in commit order. */
export async function readEvents(
  db: Db | Transaction,
  after: EventPosition,
  limit: number,
): Promise<EventBatch> {
  const rows = await db.$queryRaw<
    ((ArticleEvent | { seq: null }) & { horizon: bigint })[]
  >(Prisma.sql`
    SELECT event.*, now.horizon FROM ${horizon} AS now (horizon) LEFT JOIN LATERAL (
      SELECT seq, xid, kind, article_id AS "articleId", revision, created_at AS "createdAt"
      FROM article_event
      WHERE (xid, seq) > (${after.xid}, ${after.seq})
      ORDER BY xid, seq LIMIT ${limit + 1}) AS event ON true
    ORDER BY event.xid, event.seq`)
  const reached = rows[0]!.horizon
  const found = rows.flatMap(({ horizon: _horizon, ...row }) => (row.seq === null ? [] : [row]))
  const readable = found.filter(({ xid }) => xid < reached)
  const events = readable.slice(0, limit)
  const last = events.at(-1)
  return {
    events,
    position: last ? { xid: last.xid, seq: last.seq } : after,
    more: readable.length > limit,
    pending: readable.length < found.length,
    horizon: reached,
  }
}

/** Tells whether events after a point were dropped, so that a reader cannot go on from there. */
export async function forgotten(db: Db): Promise<(position: EventPosition) => boolean> {
  const { eventsPrunedTo } = await db.instance.findUniqueOrThrow({ where: { id: 1 } })
  return (position) => position.xid < eventsPrunedTo
}

/** Drops events older than a date. Returns how many. */
export async function pruneEvents(db: Db, before: Date): Promise<number> {
  return db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ xid: bigint | null }[]>(Prisma.sql`
      SELECT max(xid) AS xid FROM article_event WHERE created_at < ${before} AND xid < ${horizon}`)
    if (row?.xid == null) return 0
    await tx.instance.update({ where: { id: 1 }, data: { eventsPrunedTo: row.xid + 1n } })
    const { count } = await tx.articleEvent.deleteMany({ where: { xid: { lte: row.xid } } })
    return count
  })
}
