import {
  type Article,
  type ArticleTopic,
  type Db,
  type Mention,
  Prisma,
  queryRows,
  type Section,
  type Takeaway,
} from '@courant/prisma'

import { collect } from '../collect.ts'
import type { ArticleFacts } from '../filter/predicate.ts'
import type { ArticleWords } from '../filter/words.ts'
import type { DraftSpan } from './draft.ts'

type ByArticle<Row> = Promise<Map<string, Row[]>>

const ofArticle = ({ articleId }: { articleId: string }) => articleId
const itself = <Row>(row: Row) => row
const among = (articleIds: readonly string[]) => ({ articleId: { in: [...articleIds] } })

export async function articlesById(db: Db, ids: readonly string[]): Promise<Map<string, Article>> {
  const rows = await db.article.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map((row) => [row.id, row]))
}

/** How many there are, of one source or of all. */
export async function countArticles(db: Db, sourceId?: string): Promise<number> {
  return db.article.count(sourceId === undefined ? undefined : { where: { sourceId } })
}

/** Whether anything of a source was ever saved and is still there. */
export async function hasArticles(db: Db, sourceId: string): Promise<boolean> {
  return (await db.article.findFirst({ where: { sourceId }, select: { id: true } })) !== null
}

/** Sections in reading order, by article id. */
export async function sectionsOf(db: Db, articleIds: readonly string[]): ByArticle<Section> {
  const rows = await db.section.findMany({
    where: among(articleIds),
    orderBy: { position: 'asc' },
  })
  return collect(rows, ofArticle, itself)
}

/** Takeaways in order, by article id. */
export async function takeawaysOf(db: Db, articleIds: readonly string[]): ByArticle<Takeaway> {
  const rows = await db.takeaway.findMany({
    where: among(articleIds),
    orderBy: { position: 'asc' },
  })
  return collect(rows, ofArticle, itself)
}

/** A mention whose spans are read. */
export type MentionWithSpans = Omit<Mention, 'spans'> & { spans: DraftSpan[] }

/** Mentions by salience, highest first, by article id. */
export async function mentionsOf(
  db: Db,
  articleIds: readonly string[],
): ByArticle<MentionWithSpans> {
  const rows = await db.mention.findMany({
    where: among(articleIds),
    orderBy: [{ salience: 'desc' }, { entityId: 'asc' }],
  })
  return collect(rows, ofArticle, (row) => ({ ...row, spans: row.spans as unknown as DraftSpan[] }))
}

/** The topics an article was placed under itself, best first, by article id. */
export async function articleTopicsOf(
  db: Db,
  articleIds: readonly string[],
): ByArticle<ArticleTopic> {
  const rows = await db.articleTopic.findMany({
    where: { ...among(articleIds), direct: true },
    orderBy: [{ score: 'desc' }, { topicId: 'asc' }],
  })
  return collect(rows, ofArticle, itself)
}

/**
 * What a filter can ask of articles, by article id; an article that is gone has no entry. Its actors are
 * there under the ids of all that were merged into them too, and so is its story: whoever follows the feed
 * with a filter that was resolved before a merge goes on to hear of them.
 */
export async function factsOf(
  db: Db,
  articleIds: readonly string[],
): Promise<Map<string, ArticleFacts>> {
  const rows = await queryRows<FactsRow>(
    db,
    Prisma.sql`
    SELECT a.id, a.source_id AS "sourceId", a.language, a.published_at AS "publishedAt",
      array_remove(a.story_id || ARRAY(SELECT s.id FROM story s WHERE s.merged_into_id = a.story_id),
        NULL) AS "storyIds",
      coalesce(m.actor_ids, '{}') AS "actorIds", coalesce(m.about_ids, '{}') AS "aboutIds",
      ARRAY(SELECT topic_id FROM article_topic WHERE article_id = a.id) AS "topicIds",
      w.dictionary, (
        SELECT coalesce(jsonb_agg(jsonb_build_array(lexeme, positions)), '[]')
        FROM unnest(w.document)) AS words
    FROM article a
      LEFT JOIN article_text w ON w.article_id = a.id
      LEFT JOIN LATERAL (
        SELECT array_agg(shown.id) AS actor_ids, array_agg(shown.id) FILTER (WHERE about) AS about_ids
        FROM mention, LATERAL (
          SELECT entity_id UNION ALL SELECT e.id FROM entity e WHERE e.merged_into_id = entity_id
        ) AS shown (id)
        WHERE article_id = a.id) AS m ON TRUE
    WHERE a.id = ANY(${[...articleIds]}::uuid[])`,
  )
  return new Map(
    rows.map(({ id, actorIds, aboutIds, topicIds, storyIds, dictionary, words, ...facts }) => [
      id,
      {
        ...facts,
        actorIds: new Set(actorIds),
        aboutIds: new Set(aboutIds),
        topicIds: new Set(topicIds),
        storyIds: new Set(storyIds),
        words: dictionary === null ? null : { dictionary, places: new Map(words) },
      },
    ]),
  )
}

interface FactsRow extends Pick<ArticleFacts, 'sourceId' | 'language' | 'publishedAt'> {
  id: string
  storyIds: string[]
  actorIds: string[]
  aboutIds: string[]
  topicIds: string[]
  /** Null where its words are not saved. */
  dictionary: ArticleWords['dictionary'] | null
  words: [string, number[]][]
}
