import { Prisma } from '@courant/prisma'

import { marksOf } from '../rollups/bloom.ts'
import { listId } from '../rollups/list-id.ts'
import { firstDayOf, firstKeyIn, firstKeyOf, periodOf, periodOfKey } from '../rollups/periods.ts'
import type { ListOfId, SeldomLists } from './cover.ts'
import { type AnyStretch, direction, limitFor, type Stretch } from './stretch.ts'

type Sql = Prisma.Sql

/**
 * SQL that yields the feed keys of a stretch in order, without reading the periods of which it is known that no
 * article stands in both lists. So what they cost does not grow with lists that never meet. The newest period is
 * read as ever, and so are those of which it is not known, or in which something changed since.
 * @param walk SQL that yields the feed keys of a part of the stretch
 */
export function walkPeriods(
  { lists }: SeldomLists,
  { above = lowestKey, below = highestKey, ...stretch }: Stretch,
  walk: (part: AnyStretch) => Sql,
): Sql {
  const current = periodOf(new Date())
  const start = firstKeyOf(current)
  const running = { ...stretch, above: above >= start ? above : start - 1n, below }
  if (above >= start) return walk(running)
  const over = { ...stretch, above, below: below < start ? below : start }
  const walkOver = walkThoseOver(lists, current, over, walk)
  if (below <= start) return walkOver
  const [near, far] = stretch.ascending ? [walkOver, walk(running)] : [walk(running), walkOver]
  return Prisma.sql`
    SELECT feed_key FROM (
      WITH near AS MATERIALIZED (SELECT feed_key FROM (${near}) AS near ${limitFor(stretch)})
      SELECT feed_key FROM near
      UNION ALL (
        SELECT feed_key FROM (${far}) AS far WHERE (SELECT count(*) FROM near) < ${stretch.limit}
        ${limitFor(stretch)})) AS both_parts
    ORDER BY feed_key ${direction(stretch)} ${limitFor(stretch)}`
}

/**
 * Bounds of whatever has none: of one that is an argument PostgreSQL assumes that a third of the list lies behind
 * it, of two half a percent between them, and plans once what looks as cheap as it is.
 */
const [lowestKey, highestKey] = [-(2n ** 63n), 2n ** 63n - 1n]

/** Those before the current period. */
function walkThoseOver(
  lists: readonly [ListOfId, ListOfId],
  current: number,
  stretch: Stretch & { above: bigint; below: bigint },
  walk: (part: AnyStretch) => Sql,
): Sql {
  const [one, other] = lists.map(listId) as [Sql, Sql]
  const [mark, otherMark] = marksOf(lists[1].id).map(BigInt)
  // What was not folded yet may have come into any of them.
  const isLate = Prisma.sql`EXISTS (
    SELECT FROM posting_delta
    WHERE list_id = ANY(ARRAY[${one}, ${other}]) AND day < ${firstDayOf(current)}::int)`
  const { above, below } = stretch
  const ofPeriod: AnyStretch = {
    ...stretch,
    above: Prisma.sql`GREATEST(${above}, ${firstKeyIn(Prisma.sql`o.period`)} - 1)`,
    below: Prisma.sql`LEAST(${below}, ${firstKeyIn(Prisma.sql`(o.period + 1)`)})`,
  }
  return Prisma.sql`
    SELECT w.feed_key FROM (
      SELECT period::bigint AS period FROM posting_period
      WHERE list_id = ${one}
        AND period >= ${periodOfKey(above)}::int AND period <= ${periodOfKey(below)}::int
        AND (company IS NULL OR may_be_in(company, ${mark}, ${otherMark}))
      ORDER BY posting_period.period ${direction(stretch)} OFFSET 0) AS o
      CROSS JOIN LATERAL (${walk(ofPeriod)}) AS w
    WHERE NOT ${isLate}
    UNION ALL SELECT w.feed_key FROM (${walk(stretch)}) AS w WHERE ${isLate}`
}
