import { Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'

/** What a mention says, wherever it is kept. */
export const mentionColumns = Prisma.sql`count, salience, about, method, model, confidence, spans`

export const mentionTypes = {
  count: 'int',
  salience: 'real',
  about: 'boolean',
  method: '"MentionMethod"',
  model: 'text',
  confidence: 'real',
  spans: 'jsonb',
} as const

/** The entity that stands for the entity `e`. */
const meant = Prisma.sql`COALESCE(e.merged_into_id, e.id)`

/**
 * Adds mentions of entities that were merged, or of which an article may show a mention already. They
 * are kept as found, and so is what the article shows of whom they mean; shown is all of it together.
 * @param rows SQL that yields article_id, entity_id (who was named) and `mentionColumns`; it is read
 *   several times
 */
export async function attributeMentions(tx: Transaction, rows: Prisma.Sql): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO found_mention (article_id, entity_id, ${mentionColumns})
    SELECT m.article_id, m.entity_id, ${mentionColumns} FROM mention m
    WHERE (m.article_id, m.entity_id) IN (
        SELECT r.article_id, ${meant} FROM (${rows}) AS r JOIN entity e ON e.id = r.entity_id)
      AND NOT EXISTS (
        SELECT FROM found_mention f JOIN entity e ON e.id = f.entity_id
        WHERE f.article_id = m.article_id AND ${meant} = m.entity_id)`)
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO found_mention (article_id, entity_id, ${mentionColumns})
    SELECT r.article_id, r.entity_id, ${mentionColumns} FROM (${rows}) AS r
    ON CONFLICT DO NOTHING`)
  await showFound(tx, Prisma.sql`SELECT article_id FROM (${rows}) AS r`)
}

/**
 * Shows what was found: one mention for each entity that is meant, put together from all that mean it.
 * Counts add up, and so do saliences, up to 1; method and confidence are those of the surest.
 * @param articles SQL that yields the ids of the articles
 */
export async function showFound(tx: Transaction, articles: Prisma.Sql): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO mention (article_id, entity_id, feed_key, ${mentionColumns})
    SELECT article_id, entity_id, feed_key, count - repeated, salience, about, method, model, confidence,
      spans
    FROM (
      SELECT f.article_id, ${meant} AS entity_id, a.feed_key, sum(f.count)::int AS count,
        LEAST(sum(f.salience), 1) AS salience, bool_or(f.about) AS about,
        (array_agg(f.method ORDER BY f.confidence DESC, f.method))[1] AS method,
        (array_agg(f.model ORDER BY f.confidence DESC, f.method))[1] AS model,
        max(f.confidence) AS confidence, array_agg(f.spans) AS parts
      FROM found_mention f JOIN entity e ON e.id = f.entity_id JOIN article a ON a.id = f.article_id
      WHERE f.article_id IN (${articles})
      GROUP BY f.article_id, ${meant}, a.feed_key
    ) AS found CROSS JOIN LATERAL (${inReadingOrder}) AS joined
    ON CONFLICT (article_id, entity_id) DO UPDATE SET (${mentionColumns}) = (EXCLUDED.count,
      EXCLUDED.salience, EXCLUDED.about, EXCLUDED.method, EXCLUDED.model, EXCLUDED.confidence, EXCLUDED.spans)`)
}

/** The spans of `parts`, each once, and how many stood there twice. One part alone stays as it is. */
const inReadingOrder = Prisma.sql`
  SELECT parts[1] AS spans, 0 AS repeated WHERE cardinality(parts) = 1
  UNION ALL
  SELECT COALESCE(jsonb_agg(span ORDER BY array_position('{headline,lead}'::text[], span->>'part'),
      (span->>'section')::int, span->>'paragraph' IS NOT NULL, (span->>'paragraph')::int,
      (span->>'start')::int), '[]'), COALESCE(sum(times), 0)::int - count(*)::int
  FROM (
    SELECT span, count(*) AS times FROM unnest(parts) AS part, jsonb_array_elements(part) AS span
    GROUP BY span
  ) AS spans
  HAVING cardinality(parts) > 1`

/**
 * Forgets what was found where it is what is shown: a mention that stands alone, of an entity that was
 * not merged, needs no second copy.
 * @param articles SQL that yields the ids of the articles
 */
export async function forgetSole(tx: Transaction, articles: Prisma.Sql): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM found_mention f USING entity own
    WHERE f.article_id IN (${articles}) AND own.id = f.entity_id AND own.merged_into_id IS NULL
      AND NOT EXISTS (
        SELECT FROM found_mention other JOIN entity e ON e.id = other.entity_id
        WHERE other.article_id = f.article_id AND e.merged_into_id = own.id)`)
}
