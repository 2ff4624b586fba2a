import { type Db, Prisma } from '@courant/prisma'

import { removeArticlesOf } from '../articles/remove.ts'
import type { Transaction } from '../transaction.ts'
import { requireSource } from './read.ts'

export interface RemovedSource {
  id: string
  name: string
  /** How many articles went with it. */
  articles: number
}

/**
 * Removes a source and all its articles, each with its event, so many at once. Where it is interrupted,
 * what is left can be removed by calling it again.
 * @param options.onProgress is told how many articles are gone so far
 * @throws {CourantError} UNKNOWN_SOURCE
 */
export async function removeSource(
  db: Db,
  idOrSlug: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (articles: number) => void } = {},
): Promise<RemovedSource> {
  const { id, name } = await requireSource(db, idOrSlug)
  // Nobody begins to read it meanwhile.
  await db.$executeRaw(Prisma.sql`UPDATE source SET next_poll_at = NULL WHERE id = ${id}::uuid`)
  let articles = 0
  for (;;) {
    signal?.throwIfAborted()
    const removed = await removeArticlesOf(db, id)
    articles += removed
    onProgress?.(articles)
    if (removed === 0 && (await db.$transaction((tx) => removeEmpty(tx, id)))) break
  }
  return { id, name, articles }
}

/**
 * Removes a source that has no article left. A poll that was under way may still have brought one, which
 * would go without an event.
 */
async function removeEmpty(tx: Transaction, id: string): Promise<boolean> {
  // From here on nobody can save an article of it.
  await tx.$executeRaw(Prisma.sql`SELECT FROM source WHERE id = ${id}::uuid FOR UPDATE`)
  if (await tx.article.findFirst({ where: { sourceId: id }, select: { id: true } })) return false
  await tx.source.deleteMany({ where: { id } })
  return true
}
