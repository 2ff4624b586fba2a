import {
  type Article,
  type Db,
  Prisma,
  type Source,
  type Story,
  type Takeaway,
} from '@courant/prisma'

import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { isUuid } from '../id.ts'
import { makePage, type Page, type PageRequest, readWalk } from '../page.ts'

/** A story of one article is not one to readers yet; a merged one resolves to what it was merged into. */
const fewest = 2

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
): Promise<Page<Article>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const list = `story ${storyId}`
  const keyAt = (cursor: string, field: string) =>
    BigInt(readCursor(secret, list, cursor, field)[0]!)
  const found = await db.article.findMany({
    where: {
      storyId,
      feedKey: {
        ...(request.after != null && { lt: keyAt(request.after, 'after') }),
        ...(request.before != null && { gt: keyAt(request.before, 'before') }),
      },
    },
    orderBy: { feedKey: walk.backward ? 'asc' : 'desc' },
    take: walk.size + 1,
  })
  return makePage(request, walk, found, ({ feedKey }) =>
    signCursor(secret, list, [String(feedKey)]),
  )
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
  const ofStories = new Map<string, StorySource[]>()
  for (const { storyId, sourceId, _count } of counts) {
    const source = sources.get(sourceId)
    if (!storyId || !source) continue
    const list = ofStories.get(storyId) ?? []
    list.push({ source, articleCount: _count })
    ofStories.set(storyId, list)
  }
  return ofStories
}

/** Takeaways of a story that are handed out. */
const mostTakeaways = 12

/**
 * What follows from the stories, across their articles, by story id: the lead article's takeaways first, then those
 * of the others, newest article first; of articles with one text only the first counts.
 */
export async function storyTakeawaysOf(
  db: Db,
  storyIds: readonly string[],
): Promise<Map<string, Takeaway[]>> {
  const picked = await db.$queryRaw<{ story_id: string; id: string }[]>(Prisma.sql`
    SELECT s.id AS story_id, t.id
    FROM story s JOIN article lead ON lead.id = s.lead_article_id CROSS JOIN LATERAL (
      SELECT t.id, row_number() OVER (
        ORDER BY (a.id = lead.id) DESC, a.feed_key DESC, t.position) AS rank
      FROM article a JOIN takeaway t ON t.article_id = a.id
      WHERE a.story_id = s.id
        AND (a.id = lead.id OR a.text_group_id IS NULL
          OR (a.text_group_id = a.id AND a.text_group_id IS DISTINCT FROM lead.text_group_id))
      ORDER BY rank LIMIT ${mostTakeaways}) t
    WHERE s.id = ANY(${[...storyIds]}::uuid[])
    ORDER BY s.id, t.rank`)
  const rows = await db.takeaway.findMany({ where: { id: { in: picked.map(({ id }) => id) } } })
  const takeaways = new Map(rows.map((row) => [row.id, row]))
  const ofStories = new Map<string, Takeaway[]>()
  for (const { story_id, id } of picked) {
    const takeaway = takeaways.get(id)
    if (!takeaway) continue
    const list = ofStories.get(story_id) ?? []
    list.push(takeaway)
    ofStories.set(story_id, list)
  }
  return ofStories
}

/** The other articles that carry the same text, by article id; the earliest first. */
export async function sameTextOf(
  db: Db,
  articles: readonly Pick<Article, 'id' | 'textGroupId'>[],
): Promise<Map<string, Article[]>> {
  const groups = articles.flatMap(({ textGroupId }) => textGroupId ?? [])
  const rows = await db.article.findMany({
    where: { textGroupId: { in: groups } },
    orderBy: { feedKey: 'asc' },
  })
  return new Map(
    articles.map(({ id, textGroupId }) => [
      id,
      textGroupId === null
        ? []
        : rows.filter((row) => row.textGroupId === textGroupId && row.id !== id),
    ]),
  )
}
