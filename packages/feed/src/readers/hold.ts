import { Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import type { Transaction } from '../transaction.ts'

/** Whoever adds to what an account keeps waits here for others who do, so that its limits hold. */
export async function holdAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT FROM account WHERE id = ${accountId}::uuid FOR UPDATE`)
}

export function tooMany(what: string, limit: number): CourantError {
  return new CourantError('TOO_MANY', `There are at most ${limit} ${what}. Remove one first.`)
}
