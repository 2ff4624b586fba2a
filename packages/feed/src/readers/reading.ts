import { type Article, type Db, Prisma } from '@courant/prisma'

import { articlesById } from '../articles/read.ts'
import { unknownArticle } from '../articles/remove.ts'
import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { CourantError } from '../errors.ts'
import { isUuid } from '../id.ts'
import { countedWhole, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'

const articlesAtOnce = 100

/** Whether somebody has read an article, and keeps it, and what of it they mute. */
export interface ArticleState {
  articleId: string
  read: boolean
  saved: boolean
  /** Ids of the actors that it names and they mute, those that were merged as whom they stand for. */
  mutedActors: string[]
  /** Ids of the topics that they mute and it is about, or about one below. */
  mutedTopics: string[]
}

/**
 * Notes that somebody has read articles, or has not. Those that are gone are left out.
 * @throws {CourantError} TOO_MANY
 */
export async function markRead(
  db: Db,
  accountId: string,
  articleIds: readonly string[],
  read: boolean,
): Promise<ArticleState[]> {
  const ids = uuidsOf(articleIds)
  await (read
    ? db.$executeRaw(Prisma.sql`
        INSERT INTO read_article (account_id, article_id)
        SELECT ${accountId}::uuid, id FROM article WHERE id = ANY(${ids}::uuid[])
        ON CONFLICT DO NOTHING`)
    : db.readArticle.deleteMany({ where: { accountId, articleId: { in: ids } } }))
  return articleStates(db, accountId, ids)
}

/**
 * Keeps an article for somebody to read later.
 * @throws {CourantError} UNKNOWN_ARTICLE
 */
export async function saveForLater(db: Db, accountId: string, id: string): Promise<ArticleState> {
  await db.$executeRaw(Prisma.sql`
    INSERT INTO saved_article (account_id, article_id)
    SELECT ${accountId}::uuid, id FROM article WHERE id = ${isUuid(id) ? id : null}::uuid
    ON CONFLICT DO NOTHING`)
  return stateOf(db, accountId, id)
}

/** @throws {CourantError} UNKNOWN_ARTICLE */
export async function forgetSaved(db: Db, accountId: string, id: string): Promise<ArticleState> {
  if (isUuid(id)) await db.savedArticle.deleteMany({ where: { accountId, articleId: id } })
  return stateOf(db, accountId, id)
}

async function stateOf(db: Db, accountId: string, id: string): Promise<ArticleState> {
  const [state] = await articleStates(db, accountId, [id])
  if (state) return state
  throw unknownArticle(id, 'article')
}

/**
 * Which of these articles somebody has read and keeps, and what of each they mute, in the order given; those that are gone are left out.
 * @throws {CourantError} TOO_MANY
 */
export async function articleStates(
  db: Db,
  accountId: string,
  articleIds: readonly string[],
): Promise<ArticleState[]> {
  const ids = uuidsOf(articleIds)
  return db.$queryRaw<ArticleState[]>(Prisma.sql`
    WITH muted AS MATERIALIZED (
      SELECT DISTINCT COALESCE(e.merged_into_id, t.replaced_by_id, i.subject_id) AS id
      FROM interest i
        LEFT JOIN entity e ON e.id = i.subject_id
        LEFT JOIN topic t ON t.id = i.subject_id
      WHERE i.account_id = ${accountId}::uuid AND i.kind = 'MUTE')
    SELECT a.id AS "articleId", r.article_id IS NOT NULL AS read, s.article_id IS NOT NULL AS saved,
      ARRAY(SELECT m.entity_id FROM mention m JOIN muted ON muted.id = m.entity_id
        WHERE m.article_id = a.id ORDER BY 1) AS "mutedActors",
      ARRAY(SELECT at.topic_id FROM article_topic at JOIN muted ON muted.id = at.topic_id
        WHERE at.article_id = a.id ORDER BY 1) AS "mutedTopics"
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS asked(id, position)
      JOIN article a ON a.id = asked.id
      LEFT JOIN read_article r ON r.article_id = a.id AND r.account_id = ${accountId}::uuid
      LEFT JOIN saved_article s ON s.article_id = a.id AND s.account_id = ${accountId}::uuid
    ORDER BY asked.position`)
}

function uuidsOf(ids: readonly string[]): string[] {
  if (ids.length <= articlesAtOnce) return [...new Set(ids)].filter(isUuid)
  const problem = `Name at most ${articlesAtOnce} articles at once.`
  throw new CourantError('TOO_MANY', problem, 'articles')
}

/**
 * The articles that somebody keeps, the latest kept first.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function savedArticlePage(
  db: Db,
  accountId: string,
  request: PageRequest,
): Promise<CountedPage<Article>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const list = `saved articles ${accountId}`
  const bound = (cursor: string | null | undefined, field: string, comparison: Prisma.Sql) => {
    if (cursor == null) return Prisma.empty
    const [savedAt, id] = readCursor(secret, list, cursor, field)
    return Prisma.sql`
      AND (saved_at, article_id) ${comparison} (${new Date(savedAt!)}::timestamptz, ${id}::uuid)`
  }
  const direction = walk.backward ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const rows = await db.$queryRaw<{ id: string; savedAt: Date }[]>(Prisma.sql`
    SELECT article_id AS id, saved_at AS "savedAt" FROM saved_article
    WHERE account_id = ${accountId}::uuid
      ${bound(request.after, 'after', Prisma.sql`<`)}
      ${bound(request.before, 'before', Prisma.sql`>`)}
    ORDER BY saved_at ${direction}, article_id ${direction} LIMIT ${walk.size + 1}`)
  const articles = await articlesById(
    db,
    rows.map(({ id }) => id),
  )
  const page = makePage(request, walk, rows, ({ id, savedAt }) =>
    signCursor(secret, list, [savedAt.toISOString(), id]),
  )
  // One may have been removed since.
  const edges = page.edges.flatMap(({ cursor, node: { id } }) => {
    const node = articles.get(id)
    return node ? [{ cursor, node }] : []
  })
  const count = countedWhole(() => db.savedArticle.count({ where: { accountId } }))
  return { ...page, edges, count }
}
