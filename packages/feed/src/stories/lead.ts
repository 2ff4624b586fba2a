import { Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'

/**
 * Works out anew when stories were seen, how many articles of how many sources they have, and which
 * article leads them.
 *
 * The lead is chosen among the articles of the story's last three days. First counts how many sources
 * carry its text, for what several papers print was found worth it by several desks; then how many
 * articles of the story are in its language, so that a story told in English is not led by the one German
 * report; then how new its text is. Of articles with one text the one that came first leads.
 */
export async function summarize(tx: Transaction, storyIds: readonly string[]): Promise<void> {
  if (storyIds.length === 0) return
  const chosen = Prisma.sql`
    WITH member AS (
      SELECT a.story_id, a.id, a.source_id, a.language, a.published_at, a.feed_key,
        coalesce(a.text_group_id, a.id) AS text_id,
        max(a.published_at) OVER (PARTITION BY a.story_id) AS last_seen_at,
        count(*) OVER (PARTITION BY a.story_id, a.language) AS in_language
      FROM article a WHERE a.story_id = ANY(${storyIds}::uuid[])
    ), text AS (
      SELECT story_id, text_id, count(DISTINCT source_id) AS sources, min(feed_key) AS first_key
      FROM member GROUP BY story_id, text_id
    )
    SELECT DISTINCT ON (story_id) story_id, m.id
    FROM member m JOIN text t USING (story_id, text_id)
    WHERE m.published_at >= m.last_seen_at - interval '3 days'
    ORDER BY story_id, t.sources DESC, m.in_language DESC, t.first_key DESC, m.feed_key`
  await tx.$executeRaw(Prisma.sql`
    UPDATE story s SET lead_article_id = lead.id, article_count = total.articles,
      source_count = total.sources, first_seen_at = total.first_seen_at, last_seen_at = total.last_seen_at
    FROM (${chosen}) AS lead
      JOIN (
        SELECT story_id, count(*) AS articles, count(DISTINCT source_id) AS sources,
          min(published_at) AS first_seen_at, max(published_at) AS last_seen_at
        FROM article WHERE story_id = ANY(${storyIds}::uuid[]) GROUP BY story_id) AS total
      USING (story_id)
    WHERE s.id = lead.story_id`)
}
