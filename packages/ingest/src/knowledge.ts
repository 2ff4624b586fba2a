import { syncKnowledge } from '@courant/feed'
import type { Db } from '@courant/prisma'

/** Writes the knowledge base, unless it is there. The first article of an installation waits for it. */
export async function writeKnowledge(db: Db): Promise<void> {
  const { knowledge } = await import('@courant/enrich')
  await syncKnowledge(db, knowledge)
}
