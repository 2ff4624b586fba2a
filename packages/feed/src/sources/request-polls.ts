import { type Db, Prisma, type Source } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { requireSources, sourcesById } from './read.ts'

/**
 * Has the worker read these sources as soon as it can: they are due now.
 * @param idsOrSlugs all that are polled where none is given
 * @returns those that are due, by name
 * @throws {CourantError} UNKNOWN_SOURCE; NOT_POLLED: one of them is paused, gone or without a feed
 */
export async function requestPolls(
  db: Db,
  idsOrSlugs?: readonly string[] | null,
): Promise<Source[]> {
  const named = idsOrSlugs && (await requireSources(db, idsOrSlugs, 'ids'))
  const idle = named?.find(({ nextPollAt }) => nextPollAt === null)
  if (idle) {
    const problem = `${idle.name} is not polled. Resume it first (polled: true).`
    throw new CourantError('NOT_POLLED', problem, 'ids')
  }
  const among = named
    ? Prisma.sql`AND id = ANY(${named.map(({ id }) => id)}::uuid[])`
    : Prisma.empty
  const due = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    UPDATE source SET next_poll_at = least(next_poll_at, date_trunc('milliseconds', now()))
    WHERE next_poll_at IS NOT NULL AND feed_url IS NOT NULL ${among}
    RETURNING id`)
  const sources = await sourcesById(
    db,
    due.map(({ id }) => id),
  )
  return [...sources.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
