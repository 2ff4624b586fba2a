import { type Db, Prisma } from '@courant/prisma'

import type { PostingList } from '../filter/cover.ts'
import type { ResolvedFilter } from '../filter/resolve.ts'
import { dayOf, startOfDay } from './days.ts'
import { listId } from './list-id.ts'
import { countBetween, counted, hasBefore, type RolledUp, rowsByDay, totalOf } from './rolled-up.ts'

type Sql = Prisma.Sql
type Dates = Pick<ResolvedFilter, 'publishedAfter' | 'publishedBefore'>

/** Of a list, all of it. */
const endless = { from: -2_147_483_648, until: 2_147_483_647 }

/** How many articles of the lists lie between dates: whole days are added, and the ends of two read. */
export async function countRolledUp(db: Db, rolledUp: RolledUp, dates: Dates): Promise<number> {
  const { publishedAfter, publishedBefore } = dates
  if (!publishedAfter && !publishedBefore) return onlyNumber(db, totalOf(rolledUp))
  const { from, until, besides } = daysWithin(rolledUp, dates)
  const days = Prisma.sql`(
    SELECT coalesce(sum(count), 0) FROM (${rowsByDay(rolledUp, from, until)}) AS rows)`
  return onlyNumber(db, Prisma.join([days, ...besides.map(({ count }) => count)], ' - '))
}

async function onlyNumber(db: Db, count: Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>(Prisma.sql`SELECT (${count})::int AS count`)
  return row!.count
}

interface Days {
  from: number
  /** Exclusive. */
  until: number
  /** What of these days lies outside of the dates, and on which day. */
  besides: { day: number; count: Sql }[]
}

/** The days that a filter's dates touch. */
function daysWithin(
  rolledUp: RolledUp,
  { publishedAfter: after, publishedBefore: before }: Dates,
): Days {
  const from = after ? dayOf(after) : endless.from
  const until = before ? dayOf(new Date(before.getTime() - 1)) + 1 : endless.until
  const besides: Days['besides'] = []
  if (after && startOfDay(from) < after) {
    besides.push({ day: from, count: countBetween(rolledUp, startOfDay(from), after) })
  }
  if (before && before < startOfDay(until)) {
    besides.push({ day: until - 1, count: countBetween(rolledUp, before, startOfDay(until)) })
  }
  return { from, until, besides }
}

/** How many articles of the lists were published in each of some buckets, whole days in UTC. */
export interface BucketCounts {
  /** One for each bucket. */
  counts: number[]
  /** There are articles from before the first one. */
  hasOlder: boolean
}

/**
 * Whether buckets are made of whole days in UTC, whatever their time zone is.
 * @param bounds where each begins, and where the last one ends
 */
export function areDays(bounds: readonly Date[]): boolean {
  return bounds.every((bound) => startOfDay(dayOf(bound)).getTime() === bound.getTime())
}

/**
 * @param bounds where each bucket begins, and where the last one ends
 * @param dates of the filter; what lies outside of them is not counted
 */
export async function countBuckets(
  db: Db,
  rolledUp: RolledUp,
  bounds: readonly Date[],
  dates: Dates,
): Promise<BucketCounts> {
  const first = bounds[0]!
  const days = bounds.map(dayOf)
  const within = daysWithin(rolledUp, dates)
  const from = Math.max(within.from, days[0]!)
  const until = Math.min(within.until, days.at(-1)!)
  const besides = within.besides
    .filter(({ day }) => day >= from && day < until)
    .map(({ day, count }) => Prisma.sql`UNION ALL SELECT ${day}::int, -${count}`)
  const rows = await db.$queryRaw<{ bucket: number | null; count: number }[]>(Prisma.sql`
    SELECT width_bucket(day, ${days}::int[]) - 1 AS bucket, sum(count)::int AS count
    FROM (${rowsByDay(rolledUp, from, until)} ${Prisma.join([Prisma.empty, ...besides], ' ')}) AS rows
    GROUP BY bucket
    UNION ALL SELECT NULL, ${hasBefore(rolledUp, first)}::int`)
  const countOf = new Map(rows.map(({ bucket, count }) => [bucket, count]))
  return {
    counts: bounds.slice(1).map((_, bucket) => countOf.get(bucket) ?? 0),
    hasOlder: countOf.get(null) === 1,
  }
}

/** How long lists that are rolled up are, in the order given. */
export async function rolledUpLengths(db: Db, lists: readonly PostingList[]): Promise<number[]> {
  if (lists.length === 0) return []
  const asked = lists.map((list, place) => {
    const count = counted(list.kind === 'actor' ? list.salience : null)
    const own = Prisma.sql`list_id = ${listId(list)}`
    return Prisma.sql`
      SELECT ${place}::int AS place, ${count} AS length FROM posting_total WHERE ${own}
      UNION ALL SELECT ${place}::int, ${count} FROM posting_delta WHERE ${own}`
  })
  const rows = await db.$queryRaw<{ place: number; length: number }[]>(Prisma.sql`
    SELECT place, sum(length)::int AS length FROM (${Prisma.join(asked, ' UNION ALL ')}) AS rows
    GROUP BY place`)
  const lengthAt = new Map(rows.map(({ place, length }) => [place, length]))
  return lists.map((_, place) => lengthAt.get(place) ?? 0)
}
