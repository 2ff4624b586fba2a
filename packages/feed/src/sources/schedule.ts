import { type Db, Prisma, type Source } from '@courant/prisma'

import { secondLook } from './hub.ts'

/** A claimed source that nobody reports back on is due again after this: its worker died. */
const claim = Prisma.sql`interval '5 minutes'`
/** By the database's clock. Cut to what the columns hold: rounded up, it would lie ahead of itself. */
const now = Prisma.sql`date_trunc('milliseconds', now())`

/** Has the worker look at a source, from now on. */
export async function schedulePolling(db: Db, sourceId: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE source SET next_poll_at = ${now} WHERE id = ${sourceId}::uuid`)
}

/** Sources that are due, longest overdue first, claimed for the caller alone. */
export async function claimDueSources(db: Db, limit: number): Promise<Source[]> {
  const claimed = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE source SET next_poll_at = ${now} + ${claim}
    WHERE id IN (
      SELECT id FROM source WHERE next_poll_at <= now() AND feed_url IS NOT NULL
      ORDER BY next_poll_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`)
  return db.source.findMany({
    where: { id: { in: claimed.map(({ id }) => id) } },
    orderBy: [{ lastPolledAt: { sort: 'asc', nulls: 'first' } }],
  })
}

/** How a poll went. */
export type PollOutcome =
  | { ok: true; etag: string | null; lastModified: string | null }
  | { ok: false; reason: string }

/**
 * Notes how a poll went and when the next one is due.
 * @param waitSeconds from now by the database's clock, which all workers share
 * @param plannedAt what the schedule said when the poll began. Where it says another thing now, a push
 *   came in the meantime, or somebody paused the source, and that stands.
 */
export async function recordPoll(
  db: Db,
  sourceId: string,
  outcome: PollOutcome,
  waitSeconds: number,
  plannedAt?: Date | null,
): Promise<void> {
  const result = outcome.ok
    ? Prisma.sql`failures = 0, last_error = NULL,
        etag = ${outcome.etag}, last_modified = ${outcome.lastModified}`
    : Prisma.sql`failures = failures + 1, last_error = ${outcome.reason}`
  const isAsPlanned =
    plannedAt === undefined
      ? Prisma.sql`true`
      : Prisma.sql`next_poll_at IS NOT DISTINCT FROM ${plannedAt}::timestamptz`
  await db.$executeRaw(Prisma.sql`
    UPDATE source SET ${result}, last_polled_at = ${now},
      next_poll_at = CASE WHEN ${isAsPlanned}
        THEN least(${now} + make_interval(secs => ${waitSeconds}), ${outcome.ok ? secondLook : null})
        ELSE next_poll_at END
    WHERE id = ${sourceId}::uuid`)
}
