import { Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'
import { ringForNames } from './doorbell.ts'

/**
 * Writes into the event log that the actors of articles changed.
 * @param articles SQL that yields their ids
 * @returns how many they are
 */
export async function writeRetagged(tx: Transaction, articles: Prisma.Sql): Promise<number> {
  await ringForNames(tx)
  return tx.$executeRaw(Prisma.sql`
    INSERT INTO article_event (kind, article_id, revision)
    SELECT 'RETAGGED', a.id, a.revision FROM article a WHERE a.id IN (${articles}) ORDER BY a.feed_key`)
}
