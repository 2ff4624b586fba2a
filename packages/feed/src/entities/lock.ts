import { Prisma } from '@courant/prisma'

import { hold } from '../advisory-lock.ts'
import type { Transaction } from '../transaction.ts'

/** "actr" */
const actorsLock = 0x61637472

/**
 * For a transaction that adds, revises or removes articles: who is meant by a name then stays the same
 * until it ends. Take it before any row is locked. Others may share it; it waits for a transaction that
 * holds it alone, and for those that wait to.
 */
export async function shareActors(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock_shared(${actorsLock}::bigint)`)
}

/**
 * For a transaction that changes who is meant by a name. It waits for the articles that are being saved
 * and holds up those that follow, so it never meets a half-saved one, nor a deadlock.
 */
export async function holdActors(tx: Transaction): Promise<void> {
  await hold(tx, actorsLock)
}
