import { type Db, Prisma } from '@courant/prisma'

import { earliest } from '../articles/feed-key.ts'
import { CourantError } from '../errors.ts'

export type TimelineInterval = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH'

/** More than a screen shows side by side. */
export const mostBuckets = 400

const hour = 3_600_000
/** In milliseconds; of months the shorter of the usual two. */
const usual: Record<TimelineInterval, number> = {
  HOUR: hour,
  DAY: 24 * hour,
  WEEK: 7 * 24 * hour,
  MONTH: 30 * 24 * hour,
}

/** How far back as many buckets as fit reach for certain: the first and a change of the clocks are allowed for. */
export function reachOf(interval: TimelineInterval, to: Date): Date {
  return new Date(Math.max(to.getTime() - (mostBuckets - 2) * usual[interval], earliest))
}

/**
 * The days, say, of a time zone from one instant to another: where each begins, and where the last one ends.
 * Weeks begin on Monday.
 * @param timeZone an IANA name, such as `Europe/Berlin`
 * @throws {CourantError} BAD_TIME_ZONE; TOO_MANY_BUCKETS: more than 400
 */
export async function bucketBounds(
  db: Db,
  {
    from,
    to,
    interval,
    timeZone,
  }: { from: Date; to: Date; interval: TimelineInterval; timeZone: string },
): Promise<Date[]> {
  requireTimeZone(timeZone)
  // Months are longer than usual by less than a tenth: whatever exceeds that need not be listed to be refused.
  if ((to.getTime() - from.getTime()) / usual[interval] > 1.1 * mostBuckets) throw tooMany()
  const unit = interval.toLowerCase()
  const step = `1 ${unit}`
  // Hours are counted in time that passes: one of them comes twice a year on the clock, another never.
  const query =
    interval === 'HOUR'
      ? Prisma.sql`
          SELECT generate_series(date_trunc('hour', ${from}::timestamptz, ${timeZone}),
            ${to}::timestamptz + interval '1 hour', interval '1 hour') AS at`
      : Prisma.sql`
          SELECT start AT TIME ZONE ${timeZone} AS at FROM generate_series(
            date_trunc(${unit}, ${from}::timestamptz AT TIME ZONE ${timeZone}),
            (${to}::timestamptz AT TIME ZONE ${timeZone}) + ${step}::interval,
            ${step}::interval) AS start`
  const rows = await db.$queryRaw<{ at: Date }[]>(query)
  const bounds = rows.map(({ at }) => at)
  if (bounds.length > mostBuckets + 1) throw tooMany()
  return bounds
}

function requireTimeZone(timeZone: string): void {
  // PostgreSQL reads an offset with its sign turned round; a name means the same to both.
  if (/^[A-Z]/i.test(timeZone) && timeZone.length <= 64 && isKnown(timeZone)) return
  throw new CourantError(
    'BAD_TIME_ZONE',
    'A time zone has an IANA name, such as `UTC` or `Europe/Berlin`.',
    'timeZone',
  )
}

function isKnown(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function tooMany(): CourantError {
  return new CourantError(
    'TOO_MANY_BUCKETS',
    `A timeline has at most ${mostBuckets} parts: take a longer interval, or narrow the dates.`,
    'interval',
  )
}
