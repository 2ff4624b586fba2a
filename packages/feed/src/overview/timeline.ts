import type { ArticleFilter } from '@courant/filter'
import { type Db, Prisma } from '@courant/prisma'

import { dateOfFeedKey, earliest, feedKeyFrom } from '../articles/feed-key.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { areDays, countBuckets } from '../rollups/counts.ts'
import { rolledUpOf } from '../rollups/rolled-up.ts'
import { matchesNothing } from '../filter/contradiction.ts'
import type { ResolvedFilter } from '../filter/resolve.ts'
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
 * `publishedAfter` it begins with the oldest match, and leaves out what is older than 398 intervals. Whole days in
 * UTC of one actor, topic, source or language, or of all articles, are added up from the rollups. Of other
 * filters and of other time zones matches are looked at one by one, and what lies behind those that can be is left
 * out as well: a bucket that is told is told exactly.
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

  const buckets = (counts: readonly number[]) =>
    bounds.slice(0, -1).map((start, index) => ({
      start,
      end: bounds[index + 1]!,
      articleCount: counts[index] ?? 0,
    }))
  const rolledUp = matchesNothing(filter) || !areDays(bounds) ? null : rolledUpOf(filter)
  if (rolledUp) {
    const { counts, hasOlder } = await countBuckets(db, rolledUp, bounds, filter)
    return { buckets: fromFirst(buckets(counts), filter), exact: after !== null || !hasOlder }
  }
  const { counts, since, hasOlder } = await countNewest(db, filter, bounds)
  const whole = buckets(counts).filter(({ start }) => since === null || start > since)
  return { buckets: fromFirst(whole, filter), exact: since === null && !hasOlder }
}

/** Where no date says where to begin, the first that matches does. */
function fromFirst(
  buckets: TimelineBucket[],
  { publishedAfter }: ResolvedFilter,
): TimelineBucket[] {
  const first = publishedAfter ? 0 : buckets.findIndex(({ articleCount }) => articleCount > 0)
  return first < 0 ? [] : buckets.slice(first)
}

interface NewestCounts {
  /** One for each bucket. */
  counts: number[]
  /** What is not newer could not be looked at; null where all could. */
  since: Date | null
  /** There are matches from before the first bucket. */
  hasOlder: boolean
}

/** Counts the matches one by one, as far back as they can be looked at. */
async function countNewest(
  db: Db,
  filter: ResolvedFilter,
  bounds: readonly Date[],
): Promise<NewestCounts> {
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
  return {
    counts: bounds.slice(1).map((_, index) => countOf.get(index + 1) ?? 0),
    since: looked >= most ? dateOfFeedKey(since!) : null,
    // Number 0 is what lies before the first bucket.
    hasOlder: countOf.has(0),
  }
}
