import {
  type Article,
  type Db,
  Prisma,
  type Source,
  type Story,
  type Takeaway,
} from '@courant/prisma'

import { articlesById } from '../articles/read.ts'
import { collect } from '../collect.ts'
import { instanceSecret, signCursor } from '../cursor.ts'
import { readStretch } from '../filter/stretch.ts'
import { isUuid } from '../id.ts'
import { countedWhole, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'

/** A story of one article is not one to readers yet; a merged one resolves to what it was merged into. */
export const fewest = 2

/** The story with this id. */
export async function findStory(db: Db, id: string): Promise<Story | null> {
  if (!isUuid(id)) return null
  const found = await db.story.findUnique({ where: { id }, include: { mergedInto: true } })
  if (!found) return null
  const { mergedInto, ...story } = found
  const current = mergedInto ?? story
  return current.articleCount < fewest ? null : current
}

/** Stories by id, those of a single article left out. */
export async function storiesById(db: Db, ids: readonly string[]): Promise<Map<string, Story>> {
  const rows = await db.story.findMany({
    where: { id: { in: [...ids] }, articleCount: { gte: fewest } },
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * One page of a story's articles in feed order, newest first: its course, read from the end.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function storyArticles(
  db: Db,
  storyId: string,
  request: PageRequest,
): Promise<CountedPage<Article>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const list = `story ${storyId}`
  const { below, above, ascending, limit } = readStretch(secret, list, request, walk)
  const found = await db.article.findMany({
    where: {
      storyId,
      feedKey: {
        ...(below !== undefined && { lt: below }),
        ...(above !== undefined && { gt: above }),
      },
    },
    orderBy: { feedKey: ascending ? 'asc' : 'desc' },
    take: limit,
  })
  const page = makePage(request, walk, found, ({ feedKey }) =>
    signCursor(secret, list, [String(feedKey)]),
  )
  return { ...page, count: countedWhole(() => db.article.count({ where: { storyId } })) }
}

/** A source with how many articles of a story it has. */
export interface StorySource {
  source: Source
  articleCount: number
}

/** Who tells the stories, by story id: the source with most articles first, of equals the one that was first. */
export async function storySourcesOf(
  db: Db,
  storyIds: readonly string[],
): Promise<Map<string, StorySource[]>> {
  const counts = await db.article.groupBy({
    by: ['storyId', 'sourceId'],
    where: { storyId: { in: [...storyIds] } },
    _count: true,
    _min: { feedKey: true },
    orderBy: [{ _count: { id: 'desc' } }, { _min: { feedKey: 'asc' } }],
  })
  const rows = await db.source.findMany({
    where: { id: { in: counts.map(({ sourceId }) => sourceId) } },
  })
  const sources = new Map(rows.map((row) => [row.id, row]))
  const told = counts.flatMap(({ storyId, sourceId, _count }) => {
    const source = sources.get(sourceId)
    return storyId && source ? [{ storyId, source, articleCount: _count }] : []
  })
  return collect(
    told,
    ({ storyId }) => storyId,
    ({ source, articleCount }) => ({ source, articleCount }),
  )
}

/** Takeaways of a story that are handed out. */
const mostTakeaways = 12

/**
 * What follows from the stories, across their articles, by story id: the lead article's takeaways first, then those
 * of the others, newest article first; of articles with one text only the first counts, and what several of them
 * say in the same words stands once.
 */
export async function storyTakeawaysOf(
  db: Db,
  storyIds: readonly string[],
): Promise<Map<string, Takeaway[]>> {
  const picked = await db.$queryRaw<{ story_id: string; id: string }[]>(Prisma.sql`
    SELECT s.id AS story_id, t.id
    FROM story s JOIN article lead ON lead.id = s.lead_article_id CROSS JOIN LATERAL (
      SELECT told.id, told.rank FROM (
        SELECT t.id, row_number() OVER reading AS rank,
          row_number() OVER (PARTITION BY t.text ORDER BY (a.id = lead.id) DESC, a.feed_key DESC, t.position)
            AS telling
        FROM article a JOIN takeaway t ON t.article_id = a.id
        WHERE a.story_id = s.id
          AND (a.id = lead.id OR a.text_group_id IS NULL
            OR (a.text_group_id = a.id AND a.text_group_id IS DISTINCT FROM lead.text_group_id))
        WINDOW reading AS (ORDER BY (a.id = lead.id) DESC, a.feed_key DESC, t.position)) told
      WHERE told.telling = 1
      ORDER BY told.rank LIMIT ${mostTakeaways}) t
    WHERE s.id = ANY(${[...storyIds]}::uuid[])
    ORDER BY s.id, t.rank`)
  const rows = await db.takeaway.findMany({ where: { id: { in: picked.map(({ id }) => id) } } })
  const takeaways = new Map(rows.map((row) => [row.id, row]))
  const found = picked.flatMap(({ story_id, id }) => {
    const takeaway = takeaways.get(id)
    return takeaway ? [{ story_id, takeaway }] : []
  })
  return collect(
    found,
    ({ story_id }) => story_id,
    ({ takeaway }) => takeaway,
  )
}

/** The articles that carry the same text, by the group they stand in; the earliest first. */
export async function sameTextOf(
  db: Db,
  textGroupIds: readonly string[],
): Promise<Map<string, Article[]>> {
  const rows = await db.article.findMany({
    where: { textGroupId: { in: [...textGroupIds] } },
    orderBy: { feedKey: 'asc' },
  })
  return collect(
    rows,
    ({ textGroupId }) => textGroupId!,
    (row) => row,
  )
}

/** The article that leads each story, by story id; the newest where the lead was removed. */
export async function storyLeadsOf(
  db: Db,
  storyIds: readonly string[],
): Promise<Map<string, Article>> {
  const rows = await db.$queryRaw<{ story_id: string; article_id: string }[]>(Prisma.sql`
    SELECT s.id AS story_id, coalesce(s.lead_article_id, (
      SELECT a.id FROM article a WHERE a.story_id = s.id ORDER BY a.feed_key DESC LIMIT 1)) AS article_id
    FROM story s WHERE s.id = ANY(${[...storyIds]}::uuid[])`)
  const articles = await articlesById(
    db,
    rows.map(({ article_id }) => article_id),
  )
  return new Map(
    rows.flatMap(({ story_id, article_id }) => {
      const article = articles.get(article_id)
      return article ? [[story_id, article] as const] : []
    }),
  )
}
