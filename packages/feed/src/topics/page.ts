import { type Db, Prisma, type Topic } from '@courant/prisma'

import type { CountedPage, PageRequest } from '../page.ts'
import { pageOf, rankedPage } from '../ranked-page.ts'
import { requireTopic, topicsById } from './read.ts'

/** Shorter texts are like too much. */
const shortestMisspelt = 5
/** How much of the text a label has to hold, by triples of letters: a wrong letter of six is let pass. */
const likeEnough = 0.5

/**
 * Topics in use, by code: those at the top come first. With `search`: those whose label, English or German,
 * or code contains it, exact matches first, then labels that begin with it, then those of which a word
 * does, then labels that are merely like it; what no article is about yet comes after what is in the news.
 * There are little more than a thousand topics, so all of them are looked at.
 * @param request.parent only the topics right below this one, by id, slug or code
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR, UNKNOWN_TOPIC
 */
export async function topicPage(
  db: Db,
  request: PageRequest & { search?: string | null; parent?: string | null },
): Promise<CountedPage<Topic>> {
  // As it is written in Switzerland, and on keyboards that lack the letter.
  const search = request.search?.trim().toLowerCase().replaceAll('ß', 'ss') ?? ''
  const parentId =
    request.parent == null ? null : (await requireTopic(db, request.parent, 'parent')).id
  const below = parentId === null ? Prisma.empty : Prisma.sql`AND t.parent_id = ${parentId}::uuid`
  const list = {
    rows: search ? found(search, below) : all(below),
    isRanked: search !== '',
    list: `topics ${JSON.stringify([search, parentId])}`,
  }
  const page = await rankedPage(db, list, request)
  const ids = page.edges.map(({ node }) => node)
  return pageOf(page, await topicsById(db, ids))
}

function all(below: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id, t.code AS name, 0 AS rank FROM topic t WHERE t.retired_at IS NULL ${below}`
}

function found(search: string, below: Prisma.Sql): Prisma.Sql {
  const isLike =
    search.length < shortestMisspelt
      ? Prisma.sql`FALSE`
      : Prisma.sql`named.is_label AND word_similarity(${search}, named.text) >= ${likeEnough}::float4`
  return Prisma.sql`
    SELECT t.id, t.label AS name,
      CASE WHEN EXISTS (SELECT FROM article_topic a WHERE a.topic_id = t.id) THEN 0 ELSE 1 END
        + min(named.rank) AS rank
    FROM topic t CROSS JOIN LATERAL (
      SELECT CASE
        WHEN named.text = ${search} THEN 0
        WHEN starts_with(named.text, ${search}) THEN 2
        WHEN strpos(named.text, ' ' || ${search}) > 0 THEN 4
        WHEN strpos(named.text, ${search}) > 0 THEN 6
        WHEN ${isLike} THEN 8 END AS rank
      FROM (VALUES (lower(t.label), TRUE), (replace(lower(t.label_de), 'ß', 'ss'), TRUE), (t.code, FALSE))
        AS named(text, is_label)) AS named
    WHERE t.retired_at IS NULL AND named.rank IS NOT NULL ${below}
    GROUP BY t.id`
}
