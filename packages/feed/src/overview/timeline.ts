import type { ArticleFilter } from '@courant/filter'
import { type Db, Prisma } from '@courant/prisma'

import { dateOfFeedKey, earliest, feedKeyFrom } from '../articles/feed-key.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { countedMatches } from './counted.ts'
import { bucketBounds, reachOf, type TimelineInterval } from './time-buckets.ts'

/** How many articles match, hour by hour or day by day. */
export interface Timeline {
  /** Oldest first, without gaps; none where nothing matches and no date says where to begin. */
  buckets: TimelineBucket[]
  /** Nothing older matches than what is counted, within the filter's own dates. */
  exact: boolean
}

export interface TimelineBucket {
  start: Date
  /** Exclusive. */
  end: Date
  articleCount: number
}

/**
 * How the matches of a filter spread over time, up to the filter's `publishedBefore` or now. Without its
 * `publishedAfter` it begins with the oldest match, and leaves out what is older than 398 intervals. What lies
 * behind the articles that can be looked at is left out as well: a bucket that is told is told exactly.
 * @param timeZone an IANA name: where days, weeks and months begin
 * @throws {CourantError} BAD_TIME_ZONE, TOO_MANY_BUCKETS, BAD_FILTER, UNKNOWN_ACTOR, UNKNOWN_TOPIC,
 *   UNKNOWN_SOURCE
 */
export async function timelineOf(
  db: Db,
  {
    filter: asked,
    interval,
    timeZone = 'UTC',
    now = new Date(),
  }: {
    filter?: ArticleFilter | null | undefined
    interval: TimelineInterval
    timeZone?: string
    now?: Date
  },
): Promise<Timeline> {
  const filter = await resolveFilter(db, asked)
  const { publishedAfter: after, publishedBefore: before } = filter
  const last = new Date(Math.min(before ? before.getTime() - 1 : Infinity, now.getTime()))
  if (last.getTime() < Math.max(after?.getTime() ?? earliest, earliest)) {
    return { buckets: [], exact: true }
  }
  const from = after ?? reachOf(interval, last)
  const bounds = await bucketBounds(db, { from, to: last, interval, timeZone })

  const { tables, most } = await countedMatches(db, filter)
  const keys = bounds.map((bound) => feedKeyFrom(bound))
  const [row] = await db.$queryRaw<
    { looked: number; since: bigint | null; numbers: number[]; counts: number[] }[]
  >(Prisma.sql`
    ${tables}, counted AS (
      SELECT width_bucket(feed_key, ${keys}::bigint[]) AS number, count(*)::int AS count
      FROM matched GROUP BY number)
    SELECT (SELECT count(*)::int FROM looked) AS looked, (SELECT min(feed_key) FROM looked) AS since,
      coalesce(array_agg(number), '{}') AS numbers, coalesce(array_agg(count), '{}') AS counts
    FROM counted`)
  const { looked, since, numbers, counts } = row!
  const countOf = new Map(numbers.map((number, index) => [number, counts[index]!]))
  const all = bounds.slice(0, -1).map((start, index) => ({
    start,
    end: bounds[index + 1]!,
    articleCount: countOf.get(index + 1) ?? 0,
  }))
  const isCut = looked >= most
  const whole = isCut ? all.filter(({ start }) => start > dateOfFeedKey(since!)) : all
  const first = after ? 0 : whole.findIndex(({ articleCount }) => articleCount > 0)
  // Number 0 is what lies before the first bucket.
  return { buckets: first < 0 ? [] : whole.slice(first), exact: !isCut && !countOf.has(0) }
}
