import type { ArticleFilter } from '@courant/filter'
import { type Db, Prisma, type Story } from '@courant/prisma'

import { instanceSecret, signCursor } from '../cursor.ts'
import { matchesNothing } from '../filter/contradiction.ts'
import type { PostingList } from '../filter/cover.ts'
import { datesOf } from '../filter/dates.ts'
import { shortestWay } from '../filter/lengths.ts'
import { type ResolvedFilter, resolveFilter } from '../filter/resolve.ts'
import { condition, postings } from '../filter/sql.ts'
import { direction, limitFor, readStretch, type Stretch, within } from '../filter/stretch.ts'
import { countedMatches } from '../overview/counted.ts'
import {
  askedOnce,
  type Count,
  type CountedPage,
  makePage,
  type PageRequest,
  readWalk,
} from '../page.ts'
import { fewest, storiesById } from './read.ts'

/**
 * One page of the stories that articles which match tell, the one with the latest such article first.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR, BAD_FILTER, UNKNOWN_ACTOR, UNKNOWN_TOPIC, UNKNOWN_SOURCE
 */
export async function storyPage(
  db: Db,
  request: PageRequest & { filter?: ArticleFilter | null },
): Promise<CountedPage<Story>> {
  const walk = readWalk(request)
  const [secret, filter] = await Promise.all([
    instanceSecret(db),
    resolveFilter(db, request.filter),
  ])
  const list = `stories ${JSON.stringify(filter)}`
  const stretch = readStretch(secret, list, request, walk)
  const found = matchesNothing(filter)
    ? []
    : await db.$queryRaw<{ feedKey: bigint; storyId: string }[]>(
        storiesInStretch(filter, (await shortestWay(db, filter)).cover, stretch),
      )
  const stories = await storiesById(
    db,
    found.map(({ storyId }) => storyId),
  )
  const page = makePage(request, walk, found, ({ feedKey }) =>
    signCursor(secret, list, [String(feedKey)]),
  )
  // One that was merged since it was found is left out.
  const edges = page.edges.flatMap(({ cursor, node: { storyId } }) => {
    const story = stories.get(storyId)
    return story ? [{ cursor, node: story }] : []
  })
  return { ...page, edges, count: askedOnce(() => countStories(db, filter)) }
}

/**
 * The feed key of each story's latest match, with the story. Walked like the matches themselves; an article
 * that is not the latest match of its story is passed over, which the index of a story's articles tells.
 */
export function storiesInStretch(
  filter: ResolvedFilter,
  cover: readonly PostingList[] | null,
  stretch: Stretch,
): Prisma.Sql {
  const order = direction(stretch)
  const isLater = condition(filter, { isArticle: true, given: null })
  const walks = (cover ?? [null]).map((list) => {
    const { table, own } = list
      ? postings(list)
      : { table: Prisma.sql`article`, own: Prisma.sql`TRUE` }
    // Of what is asked further out the walk does not learn where to begin.
    const bounds = [...within(stretch, Prisma.sql`d`), ...datesOf(filter, Prisma.sql`d`)]
    const rows = Prisma.sql`
      SELECT d.feed_key FROM ${table} d WHERE ${Prisma.join([own, ...bounds], ' AND ')}`
    // In the order of the feed the planner would look into every article for the words.
    const inOrder =
      list?.kind === 'text' ? Prisma.sql`SELECT d.feed_key FROM (${rows} OFFSET 0) AS d` : rows
    return Prisma.sql`(
      SELECT d.feed_key AS "feedKey", told.id AS "storyId"
      FROM (${inOrder} ORDER BY d.feed_key ${order} OFFSET 0) AS d CROSS JOIN LATERAL (
        SELECT s.id FROM article a JOIN story s ON s.id = a.story_id
        WHERE a.feed_key = d.feed_key AND s.merged_into_id IS NULL AND s.article_count >= ${fewest}
          AND NOT EXISTS (
            SELECT FROM article d
            WHERE d.story_id = s.id AND d.feed_key > a.feed_key AND ${isLater} OFFSET 0)
        OFFSET 0) AS told
      WHERE ${condition(filter, { isArticle: false, given: list })}
      ORDER BY d.feed_key ${order} ${limitFor(stretch)})`
  })
  return Prisma.sql`
    SELECT "feedKey", "storyId" FROM (
      SELECT DISTINCT "feedKey", "storyId" FROM (${Prisma.join(walks, ' UNION ALL ')}) AS walks
      ORDER BY "feedKey" ${order} ${limitFor(stretch)}) AS stories
    LIMIT ${stretch.limit}`
}

async function countStories(db: Db, filter: ResolvedFilter): Promise<Count> {
  const { tables, most } = await countedMatches(db, filter, { enough: 20_000 })
  const [row] = await db.$queryRaw<{ looked: number; stories: number }[]>(Prisma.sql`
    ${tables}
    SELECT (SELECT count(*)::int FROM looked) AS looked, count(DISTINCT s.id)::int AS stories
    FROM matched JOIN article a USING (feed_key) JOIN story s ON s.id = a.story_id
    WHERE s.merged_into_id IS NULL AND s.article_count >= ${fewest}`)
  return { count: row!.stories, exact: row!.looked < most }
}
