import { type Db, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { shareActors } from '../entities/lock.ts'
import { ring } from '../events/doorbell.ts'
import { isUuid } from '../id.ts'
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
  const latest = Prisma.sql`
    SELECT id FROM article WHERE source_id = ${sourceId}::uuid
    ORDER BY feed_key DESC LIMIT ${batchSize}`
  const removed = await db.$transaction((tx) => remove(tx, latest), longTransaction)
  if (removed > 0) await ring(db)
  return removed
}

/**
 * Removes one article, for good: its source will not bring it back.
 * @throws {CourantError} UNKNOWN_ARTICLE
 */
export async function removeArticle(db: Db, id: string): Promise<void> {
  const one = Prisma.sql`SELECT id FROM article WHERE id = ${isUuid(id) ? id : null}::uuid`
  await db.$transaction(async (tx) => {
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO article_removal (source_id, key)
      SELECT source_id, key FROM article WHERE id IN (${one}) ON CONFLICT DO NOTHING`)
    if ((await remove(tx, one)) === 0) throw unknownArticle(id)
  }, longTransaction)
  await ring(db)
}

export function unknownArticle(id: string, field = 'id'): CourantError {
  return new CourantError('UNKNOWN_ARTICLE', `There is no article "${id}".`, field)
}

/** What an article is known by. */
interface ArticleName {
  sourceId: string
  key: string
}

/** Those of these that are not of articles that an editor removed. */
export async function withoutRemoved<Article extends { name: ArticleName }>(
  db: Db,
  articles: readonly Article[],
): Promise<Article[]> {
  if (articles.length === 0) return []
  const asked = articles.map(({ name: { sourceId, key } }) => ({ source_id: sourceId, key }))
  const removed = await db.$queryRaw<ArticleName[]>(Prisma.sql`
    SELECT source_id AS "sourceId", key
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS r(source_id uuid, key text)
      JOIN article_removal USING (source_id, key)`)
  const names = new Set(removed.map(({ sourceId, key }) => `${sourceId} ${key}`))
  return articles.filter(({ name: { sourceId, key } }) => !names.has(`${sourceId} ${key}`))
}

interface LockedArticle {
  id: string
  revision: number
  storyId: string | null
  doomed: boolean
}

/** @param doomed SQL that yields the ids of the articles */
async function remove(tx: Transaction, doomed: Prisma.Sql): Promise<number> {
  await shareActors(tx)
  await holdStories(tx)
  // In the order in which saving locks them, so that the two wait for each other, never both.
  const locked = await tx.$queryRaw<LockedArticle[]>(Prisma.sql`
    WITH doomed AS (${doomed})
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
