import type { ArticleFilter } from '@courant/filter'
import type { Article, Db } from '@courant/prisma'

import { instanceSecret, signCursor } from '../cursor.ts'
import { currentPosition } from '../events/log.ts'
import { signEventCursor } from '../events/cursor.ts'
import { type ResolvedFilter, resolveFilter } from '../filter/resolve.ts'
import { matchesNothing } from '../filter/contradiction.ts'
import { shortestCover } from '../filter/lengths.ts'
import { matchesInStretch } from '../filter/sql.ts'
import { readStretch, type Stretch } from '../filter/stretch.ts'
import { countMatches } from '../overview/counted.ts'
import { askedOnce, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'

/** A page of a feed, newest first, and the point in the event log at which it was read. */
export interface ArticlePage extends CountedPage<Article> {
  liveCursor: string
}

/**
 * One page of the articles that match, newest first.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR, BAD_FILTER, UNKNOWN_ACTOR, UNKNOWN_TOPIC, UNKNOWN_SOURCE,
 *   UNKNOWN_STORY
 */
export async function articlePage(
  db: Db,
  request: PageRequest & { filter?: ArticleFilter | null },
): Promise<ArticlePage> {
  const walk = readWalk(request)
  const [secret, filter] = await Promise.all([
    instanceSecret(db),
    resolveFilter(db, request.filter),
  ])
  const list = `articles ${JSON.stringify(filter)}`
  const stretch = readStretch(secret, list, request, walk)

  // Before the page: an article that arrives in between is then seen twice rather than never.
  const position = await currentPosition(db)
  const keys = await matchingKeys(db, filter, stretch)
  const found = await db.article.findMany({
    where: { feedKey: { in: keys } },
    orderBy: { feedKey: walk.backward ? 'asc' : 'desc' },
  })
  const page = makePage(request, walk, found, (article) =>
    signCursor(secret, list, [String(article.feedKey)]),
  )
  return {
    ...page,
    liveCursor: signEventCursor(secret, position),
    count: askedOnce(() => countMatches(db, filter)),
  }
}

/** The feed keys of the matches in a stretch of the feed, in the order of the walk. */
export async function matchingKeys(
  db: Db,
  filter: ResolvedFilter,
  stretch: Stretch,
): Promise<bigint[]> {
  if (matchesNothing(filter)) return []
  const cover = await shortestCover(db, filter)
  const rows = await db.$queryRaw<{ feed_key: bigint }[]>(matchesInStretch(filter, cover, stretch))
  return rows.map((row) => row.feed_key)
}
