import { type Db, Prisma, type Source } from '@courant/prisma'

import { secondLook } from './hub.ts'

/** By the database's clock. Cut to what the columns hold: rounded up, it would lie ahead of itself. */
const now = Prisma.sql`date_trunc('milliseconds', now())`
const after = (seconds: number) => Prisma.sql`${now} + make_interval(secs => ${seconds})`

/** The one condition under which a source is to be polled. */
const isDue = Prisma.sql`next_poll_at <= now() AND feed_url IS NOT NULL`

/** As `URL.host` says it, but for names that are not in ASCII. */
const hostOfFeed = Prisma.sql`coalesce(regexp_replace(
  lower(substring(feed_url FROM '^[A-Za-z]+://([^/?#]*)')),
  CASE WHEN feed_url ILIKE 'https:%' THEN ':443$' ELSE ':80$' END, ''), '')`

/** Has the worker look at a source, from now on, also if its feed was gone. */
export async function schedulePolling(db: Db, sourceId: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE source SET next_poll_at = ${now}, gone_at = NULL WHERE id = ${sourceId}::uuid`)
}

export interface DueSource {
  id: string
  /** With its port where that is not the usual one. */
  host: string
  /** Whether it was never polled: somebody just subscribed to it. */
  isNew: boolean
}

/**
 * Sources that are due, longest overdue first, those never polled before all others. Of several on one
 * host it is one, and none of a host that somebody asks at the moment.
 * @param exceptHosts others to leave out
 */
export async function dueSources(
  db: Db,
  limit: number,
  exceptHosts: readonly string[] = [],
): Promise<DueSource[]> {
  return db.$queryRaw<DueSource[]>(Prisma.sql`
    SELECT id, host, is_new AS "isNew" FROM (
      SELECT DISTINCT ON (host) id, host, is_new, next_poll_at FROM (
        SELECT id, next_poll_at, last_polled_at IS NULL AS is_new,
          ${hostOfFeed} AS host
        FROM source WHERE ${isDue}) AS due
      WHERE host <> ALL(${[...exceptHosts]}::text[]) AND NOT EXISTS (
        SELECT FROM fetch_host AS busy
        WHERE busy.host = due.host AND busy.holder IS NOT NULL AND busy.held_until > now())
      ORDER BY host, is_new DESC, next_poll_at) AS first
    ORDER BY is_new DESC, next_poll_at LIMIT ${limit}`)
}

/** Whether any source is due, be its host busy or not. */
export async function isAnyDue(db: Db): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>(Prisma.sql`SELECT FROM source WHERE ${isDue} LIMIT 1`)
  return rows.length > 0
}

/** A source, if it is due. */
export async function dueSource(db: Db, id: string): Promise<Source | null> {
  const due = await db.$queryRaw<object[]>(
    Prisma.sql`SELECT FROM source WHERE id = ${id}::uuid AND ${isDue}`,
  )
  return due.length > 0 ? db.source.findUnique({ where: { id } }) : null
}

/** Puts a source off that could not be asked, which is not its fault; unless it was scheduled anew. */
export async function postponePoll(db: Db, source: Source, seconds: number): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE source SET next_poll_at = ${after(seconds)}
    WHERE id = ${source.id}::uuid AND next_poll_at = ${source.nextPollAt}`)
}

/** How a poll went. Waits are in seconds, from now by the database's clock, which all workers share. */
export type PollOutcome =
  | {
      outcome: 'READ'
      etag: string | null
      lastModified: string | null
      /** Between two polls, before it is spread. */
      pollSeconds: number
      waitSeconds: number
      /** What its owner should know, although it could be read. */
      note: PollProblem | null
    }
  | { outcome: 'FAILED'; problem: PollProblem; waitSeconds: number }
  /** The feed is gone for good. */
  | { outcome: 'GONE'; problem: PollProblem }

export interface PollProblem {
  /** Stable. */
  code: string
  /** For people. */
  reason: string
}

/**
 * Notes how a poll went and when the next one is due. If somebody paused the source in the meantime, or
 * wants it polled again, that stands. Of two who polled it at the same time, the first to say so counts,
 * and one who polled another address than it has now does not count at all.
 * @param source as it was when the poll began
 */
export async function recordPoll(db: Db, source: Source, outcome: PollOutcome): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE source SET ${changesBy(outcome)}, last_polled_at = ${now},
      next_poll_at = CASE WHEN next_poll_at = ${source.nextPollAt}::timestamptz
        THEN ${nextPoll(outcome)}
        ELSE next_poll_at END
    WHERE id = ${source.id}::uuid AND feed_url = ${source.feedUrl}
      AND last_polled_at IS NOT DISTINCT FROM ${source.lastPolledAt}::timestamptz`)
}

function nextPoll(outcome: PollOutcome): Prisma.Sql {
  if (outcome.outcome === 'GONE') return Prisma.sql`NULL`
  const next = after(outcome.waitSeconds)
  return outcome.outcome === 'READ' ? Prisma.sql`least(${next}, ${secondLook})` : next
}

function changesBy(outcome: PollOutcome): Prisma.Sql {
  if (outcome.outcome === 'READ') {
    const { etag, lastModified, pollSeconds, note } = outcome
    return Prisma.sql`last_read_at = ${now}, failures = 0, gone_at = NULL,
      last_error = ${note?.reason ?? null}, last_error_code = ${note?.code ?? null},
      etag = ${etag}, last_modified = ${lastModified}, poll_seconds = ${pollSeconds}::int`
  }
  const { reason, code } = outcome.problem
  const failed = Prisma.sql`failures = failures + 1, last_error = ${reason}, last_error_code = ${code}`
  return outcome.outcome === 'GONE' ? Prisma.sql`${failed}, gone_at = ${now}` : failed
}

/** Has a source polled at the address that its feed has moved to, unless another one has that. */
export async function moveFeed(db: Db, source: Source, feedUrl: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE source SET feed_url = ${feedUrl}
    WHERE id = ${source.id}::uuid AND feed_url = ${source.feedUrl}
      AND NOT EXISTS (SELECT FROM source WHERE feed_url = ${feedUrl})`)
}
