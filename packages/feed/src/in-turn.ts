import { setImmediate as nextTurn } from 'node:timers/promises'

import type { Prisma } from '@courant/prisma'

import type { Transaction } from './transaction.ts'

/** Executes statements one after the other; each is made while PostgreSQL works on the one before it. */
export async function executeInTurn(
  tx: Transaction,
  statements: readonly (() => Prisma.Sql)[],
): Promise<void> {
  let next = statements[0]?.()
  for (let at = 1; next; at += 1) {
    const made = nextTurn().then(() => statements[at]?.())
    ;[next] = await Promise.all([made, tx.$executeRaw(next)])
  }
}
