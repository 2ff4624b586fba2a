import { Prisma } from '@courant/prisma'

import type { Transaction } from './transaction.ts'

/**
 * Holds a lock of ours until the end of a transaction, after waiting for whoever holds it. It takes no
 * transaction id, so the live feed is held back by writes alone.
 * @param lock four letters as a number: one for each purpose
 */
export async function hold(tx: Transaction, lock: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(${lock}::bigint)`)
}

/**
 * The same without waiting.
 * @returns false where another holds it
 */
export async function tryHold(tx: Transaction, lock: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ taken: boolean }[]>(
    Prisma.sql`SELECT pg_try_advisory_xact_lock(${lock}::bigint) AS taken`,
  )
  return row?.taken ?? false
}
