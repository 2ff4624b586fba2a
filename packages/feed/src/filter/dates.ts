import { Prisma } from '@courant/prisma'

import { feedKeyFrom } from '../articles/feed-key.ts'
import type { ResolvedFilter } from './resolve.ts'

/**
 * The dates that every match lies between, as conditions on a row.
 * @param row SQL of its name
 * @param from a date that it is not from before, besides
 */
export function datesOf(filter: ResolvedFilter, row: Prisma.Sql, from?: Date): Prisma.Sql[] {
  const parts = [filter, ...filter.AND]
  const after = [from, ...parts.map(({ publishedAfter }) => publishedAfter)]
  return [
    ...after.flatMap((date) => (date ? Prisma.sql`${row}.feed_key >= ${feedKeyFrom(date)}` : [])),
    ...parts.flatMap(({ publishedBefore: date }) =>
      date ? Prisma.sql`${row}.feed_key < ${feedKeyFrom(date)}` : [],
    ),
  ]
}
