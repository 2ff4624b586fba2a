import { readCursor } from '../cursor.ts'
import type { PageRequest, Walk } from '../page.ts'

/** A stretch of the feed: keys strictly between, walked from the newer end unless `ascending`. */
export interface Stretch {
  above?: bigint
  below?: bigint
  ascending: boolean
  limit: number
}

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
