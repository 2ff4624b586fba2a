import { type Article, type Db, Prisma } from '@courant/prisma'

import { collect } from '../collect.ts'
import type { PostingList } from '../filter/cover.ts'
import { countedUpTo, lengthsOfLists } from '../filter/lengths.ts'

/** An article that has to do with another. */
export interface RelatedArticle {
  article: Article
  /** The larger the closer; comparable among those related to one article. */
  score: number
}

/** Related articles that are handed out. */
export const mostRelated = 20
/** Of an article those that carry most of it. */
const mostActors = 8
const mostTopics = 3
/** Articles looked at on either side of it, for each of its actors and topics. */
const nearest = 60
/** A shared topic says less than a shared actor. */
const topicWeight = 0.2
/** In days: what lies so far apart is half as close. */
const halfClose = 30

interface Term {
  articleId: string
  feedKey: bigint
  kind: 'actor' | 'topic'
  id: string
  /** 0 to 1: how much of the article it carries. */
  weight: number
}

/**
 * Other articles that share actors and topics with these, by article id, the closest first. What both are
 * about counts more, so do rare actors and topics, and what lies near in time. Articles of the same story, and
 * those that carry the same text, are left out; of every other story there is one. A single shared topic
 * does not make a relation.
 */
export async function relatedTo(
  db: Db,
  articleIds: readonly string[],
): Promise<Map<string, RelatedArticle[]>> {
  const terms = await termsOf(db, articleIds)
  const lengthOf = await lengthsOfLists(db, terms.map(listOf))
  const weighted = terms.map((term) => ({
    article_id: term.articleId,
    feed_key: String(term.feedKey),
    kind: term.kind,
    id: term.id,
    weight:
      term.weight *
      Math.log(1 + countedUpTo / Math.min(Math.max(lengthOf(listOf(term)), 1), countedUpTo)) *
      (term.kind === 'topic' ? topicWeight : 1),
  }))
  const ranked = await db.$queryRaw<{ base: string; id: string; score: number }[]>(
    relatedSql(weighted),
  )
  const rows = await db.article.findMany({ where: { id: { in: ranked.map(({ id }) => id) } } })
  const articles = new Map(rows.map((row) => [row.id, row]))
  const found = ranked.flatMap(({ base, id, score }) => {
    const article = articles.get(id)
    return article ? [{ base, related: { article, score } }] : []
  })
  return collect(
    found,
    ({ base }) => base,
    ({ related }) => related,
  )
}

function listOf({ kind, id }: Term): PostingList {
  return kind === 'actor' ? { kind, id, salience: null } : { kind, id }
}

async function termsOf(db: Db, articleIds: readonly string[]): Promise<Term[]> {
  return db.$queryRaw<Term[]>(Prisma.sql`
    SELECT a.id AS "articleId", a.feed_key AS "feedKey", term.*
    FROM article a CROSS JOIN LATERAL (
      (SELECT 'actor' AS kind, entity_id AS id, salience AS weight FROM mention
        WHERE article_id = a.id ORDER BY salience DESC, entity_id LIMIT ${mostActors})
      UNION ALL
      (SELECT 'topic', topic_id, score FROM article_topic
        WHERE article_id = a.id AND direct ORDER BY score DESC, topic_id LIMIT ${mostTopics})) AS term
    WHERE a.id = ANY(${[...articleIds]}::uuid[])`)
}

function relatedSql(terms: readonly object[]): Prisma.Sql {
  // Both lists are walked from the article outwards, in the order of their indexes.
  const around = (table: Prisma.Sql, column: Prisma.Sql, weight: Prisma.Sql, kind: string) =>
    Prisma.join(
      [
        [Prisma.sql`<`, Prisma.sql`DESC`],
        [Prisma.sql`>`, Prisma.sql`ASC`],
      ].map(
        ([comparison, direction]) => Prisma.sql`
          SELECT t.article_id AS base, near.article_id AS other, near.feed_key,
            t.weight * near.weight AS score, t.kind
          FROM term t CROSS JOIN LATERAL (
            SELECT article_id, feed_key, ${weight} AS weight FROM ${table}
            WHERE ${column} = t.id AND feed_key ${comparison} t.feed_key
            ORDER BY feed_key ${direction} LIMIT ${nearest}) AS near
          WHERE t.kind = ${kind}`,
      ),
      ' UNION ALL ',
    )
  return Prisma.sql`
    WITH term AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(terms)}::jsonb)
        AS r(article_id uuid, feed_key bigint, kind text, id uuid, weight float8)),
    shared AS (
      ${around(Prisma.sql`mention`, Prisma.sql`entity_id`, Prisma.sql`salience`, 'actor')}
      UNION ALL
      ${around(Prisma.sql`article_topic`, Prisma.sql`topic_id`, Prisma.sql`score`, 'topic')}),
    scored AS (
      SELECT s.base, s.other, sum(s.score) / (1 + abs(min(s.feed_key) - min(a.feed_key))
        / (1048576.0 * 86400000 * ${halfClose})) AS score
      FROM shared s JOIN article a ON a.id = s.base
      GROUP BY s.base, s.other HAVING count(*) > 1 OR min(s.kind) = 'actor'),
    closest AS (
      SELECT c.base, c.other, c.score, row_number() OVER (
          PARTITION BY c.base, coalesce(o.story_id, o.text_group_id, o.id)
          ORDER BY c.score DESC, o.feed_key DESC) AS place_in_story
      FROM scored c JOIN article a ON a.id = c.base JOIN article o ON o.id = c.other
      WHERE (a.story_id IS NULL OR o.story_id IS DISTINCT FROM a.story_id)
        AND (a.text_group_id IS NULL OR o.text_group_id IS DISTINCT FROM a.text_group_id)),
    ranked AS (
      SELECT c.base, c.other, c.score,
        row_number() OVER (PARTITION BY c.base ORDER BY c.score DESC, c.other) AS place
      FROM closest c WHERE c.place_in_story = 1)
    SELECT base, other AS id, score::float8 AS score FROM ranked
    WHERE place <= ${mostRelated} ORDER BY base, place`
}
