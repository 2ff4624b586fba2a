import { Prisma } from '@courant/prisma'

import { readCursor } from '../cursor.ts'
import type { PageRequest, Walk } from '../page.ts'

/** A stretch of the feed: keys strictly between, walked from the newer end unless `ascending`. */
export interface Stretch<Bound = bigint> {
  above?: Bound
  below?: Bound
  ascending: boolean
  limit: number
}

/** Whose bounds may be those of a row. */
export type AnyStretch = Stretch<bigint | Prisma.Sql>

/**
 * The stretch that a page of a list in feed order lies in, with one more than the page holds.
 * @param list that the cursors were signed for, each with a feed key alone
 * @throws {CourantError} BAD_CURSOR
 */
export function readStretch(
  secret: Uint8Array,
  list: string,
  { after, before }: PageRequest,
  walk: Walk,
): Stretch {
  const keyAt = (cursor: string, field: string) =>
    BigInt(readCursor(secret, list, cursor, field)[0]!)
  return {
    ...(after != null && { below: keyAt(after, 'after') }),
    ...(before != null && { above: keyAt(before, 'before') }),
    ascending: walk.backward,
    limit: walk.size + 1,
  }
}

/**
 * A limit no lower than that of the stretch, written out in the statement. Of a limit that is an argument
 * PostgreSQL assumes a tenth of all rows, and plans the statement anew each time because that looks dear,
 * which takes as long as reading the page. A statement for each limit would be too many to keep, so there are
 * three for each power of ten.
 */
export function limitFor({ limit }: AnyStretch): Prisma.Sql {
  const power = 10 ** Math.floor(Math.log10(Math.max(10, limit - 1)))
  const rows = [1, 2, 5, 10].map((times) => times * power + 1).find((room) => room >= limit)!
  return Prisma.raw(`LIMIT ${rows}`)
}

/** What lies in the stretch, as conditions on a row. */
export function within({ above, below }: AnyStretch, row: Prisma.Sql): Prisma.Sql[] {
  return [
    ...(above === undefined ? [] : [Prisma.sql`${row}.feed_key > ${above}`]),
    ...(below === undefined ? [] : [Prisma.sql`${row}.feed_key < ${below}`]),
  ]
}

export function direction(stretch: AnyStretch): Prisma.Sql {
  return stretch.ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`
}
