import { type Db, Prisma } from '@courant/prisma'

import { shareActors } from '../entities/lock.ts'
import { ring } from '../events/doorbell.ts'
import { renameTextGroups, tidyStories } from '../stories/leave.ts'
import { holdStories } from '../stories/lock.ts'
import type { Transaction } from '../transaction.ts'

/** Articles a transaction: whoever follows the feed live waits for the oldest one that runs. */
const batchSize = 200

/** Milliseconds; a batch takes a fraction of a second, but waits for merges of actors. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 }

/**
 * Removes up to 200 articles of a source, with all that belongs to them, and says so in the event log.
 * The stories they were in are put right.
 * @returns how many there were; fewer than 200 are the last
 */
export async function removeArticlesOf(db: Db, sourceId: string): Promise<number> {
  const removed = await db.$transaction((tx) => remove(tx, sourceId), longTransaction)
  if (removed > 0) await ring(db)
  return removed
}

interface LockedArticle {
  id: string
  revision: number
  storyId: string | null
  doomed: boolean
}

async function remove(tx: Transaction, sourceId: string): Promise<number> {
  await shareActors(tx)
  await holdStories(tx)
  // In the order in which saving locks them, so that the two wait for each other, never both.
  const locked = await tx.$queryRaw<LockedArticle[]>(Prisma.sql`
    WITH doomed AS (
      SELECT id FROM article WHERE source_id = ${sourceId}::uuid
      ORDER BY feed_key DESC LIMIT ${batchSize})
    SELECT id, revision, story_id AS "storyId", id IN (SELECT id FROM doomed) AS doomed
    FROM article
    WHERE id IN (SELECT id FROM doomed) OR text_group_id IN (SELECT id FROM doomed)
    ORDER BY (source_id || ' ' || key) COLLATE "C" FOR UPDATE`)
  const articles = locked.filter(({ doomed }) => doomed)
  if (articles.length === 0) return 0
  const ids = articles.map(({ id }) => id)
  await tx.articleEvent.createMany({
    data: articles.map(({ id, revision }) => ({ kind: 'REMOVED', articleId: id, revision })),
  })
  await tx.article.deleteMany({ where: { id: { in: ids } } })
  await renameTextGroups(tx, ids)
  await tidyStories(tx, [...new Set(articles.flatMap(({ storyId }) => storyId ?? []))])
  return ids.length
}
