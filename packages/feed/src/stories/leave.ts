import { Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'
import { summarize } from './lead.ts'

/**
 * Puts stories right that articles were taken from: their counts, their dates and who leads them. One
 * that has no article left ends, with those that were merged into it.
 */
export async function tidyStories(tx: Transaction, storyIds: readonly string[]): Promise<void> {
  if (storyIds.length === 0) return
  await summarize(tx, storyIds)
  const empty = await tx.story.findMany({
    where: { id: { in: [...storyIds] }, articles: { none: {} } },
    select: { id: true },
  })
  const ended = { in: empty.map(({ id }) => id) }
  await tx.story.deleteMany({ where: { mergedIntoId: ended } })
  await tx.story.deleteMany({ where: { id: ended } })
}

/**
 * Names the groups of articles with one text after their first article again, where that was taken
 * away. Nothing is a group by itself.
 * @param goneIds the articles that are gone
 */
export async function renameTextGroups(tx: Transaction, goneIds: readonly string[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    WITH left_over AS (
      SELECT text_group_id, count(*) AS articles, (array_agg(id ORDER BY feed_key))[1] AS first_id
      FROM article WHERE text_group_id = ANY(${[...goneIds]}::uuid[]) GROUP BY text_group_id)
    UPDATE article a SET text_group_id = CASE WHEN l.articles > 1 THEN l.first_id END
    FROM left_over l WHERE a.text_group_id = l.text_group_id`)
}
