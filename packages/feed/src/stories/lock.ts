import { Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'

/** "stor" */
const storiesLock = 0x73746f72

/**
 * For a transaction that puts articles into stories: two would read the same events, and which of them
 * does is all the same. An advisory lock takes no transaction id, so the live feed is held back by the
 * writes alone.
 * @returns false where another holds it
 */
export async function tryHoldStories(tx: Transaction): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>(
    Prisma.sql`SELECT pg_try_advisory_xact_lock(${storiesLock}::bigint) AS taken`,
  )
  return lock?.taken ?? false
}

/**
 * For a transaction that takes articles away: none of them is then being put into a story. Take it before
 * any row is locked; it waits for those who hold it.
 */
export async function holdStories(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(${storiesLock}::bigint)`)
}
