import type { ArticleFilter } from '@courant/filter'
import { type Article, type Db, Prisma } from '@courant/prisma'

import { matchingKeys } from '../articles/page.ts'
import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { type ResolvedText, resolveFilter } from '../filter/resolve.ts'
import { askedOnce, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'
import { type Snippets, snippetsOf } from './snippets.ts'

/** Ranking reads the words of an article, so only the newest that hold the text are ranked. */
export const mostRanked = 1_000
/** In days: when what recency adds to the rank has become half. */
const halfFresh = 30

/** An article that was found. */
export interface FoundArticle {
  article: Article
  /** The larger the better; comparable within one search. */
  score: number
  snippets: () => Promise<Snippets>
}

interface Ranked {
  id: string
  feedKey: bigint
  score: number
}

/**
 * One page of the articles that hold a text, in any of the languages that it can be read in, and match a
 * filter; the best first. Words in the headline count more than those in the lead, and these more than those
 * in the body; close together more than apart; and what is new up to four times as much as what is old.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR, BAD_FILTER, UNKNOWN_ACTOR, UNKNOWN_TOPIC, UNKNOWN_SOURCE,
 *   UNKNOWN_STORY
 */
export async function searchArticles(
  db: Db,
  text: string,
  { filter, ...request }: PageRequest & { filter?: ArticleFilter | null },
): Promise<CountedPage<FoundArticle>> {
  const walk = readWalk(request)
  const [secret, resolved] = await Promise.all([
    instanceSecret(db),
    resolveFilter(db, { AND: [{ text }, ...(filter ? [filter] : [])] }),
  ])
  const list = `search ${JSON.stringify(resolved)}`
  const placeAt = (cursor: string | null | undefined, field: string) => {
    if (cursor == null) return null
    const [asOf, score, feedKey] = readCursor(secret, list, cursor, field)
    return { asOf: Number(asOf), score: Number(score), feedKey: BigInt(feedKey!) }
  }
  const behind = placeAt(request.after, 'after')
  const before = placeAt(request.before, 'before')
  // Recency is counted from the first page on, so that no article changes its place from page to page.
  const asOf = behind?.asOf ?? before?.asOf ?? Date.now()
  const words = resolved.AND[0]?.text ?? null
  const keys = words
    ? await matchingKeys(db, resolved, { ascending: false, limit: mostRanked + 1 })
    : []
  const ranked = words ? await rank(db, keys.slice(0, mostRanked), words, asOf) : []
  const between = ranked.filter(
    (found) => (!behind || inOrder(behind, found) < 0) && (!before || inOrder(found, before) < 0),
  )
  const walked = walk.backward ? between.toReversed() : between
  const page = makePage(request, walk, walked.slice(0, walk.size + 1), ({ score, feedKey }) =>
    signCursor(secret, list, [String(asOf), String(score), String(feedKey)]),
  )
  const ids = page.edges.map(({ node }) => node.id)
  const rows = await db.article.findMany({ where: { id: { in: ids } } })
  const articles = new Map(rows.map((row) => [row.id, row]))
  const snippets = askedOnce(() => snippetsOf(db, ids, words!))
  const edges = page.edges.flatMap(({ cursor, node: { id, score } }) => {
    const article = articles.get(id)
    const own = async () => (await snippets()).get(id) ?? { headline: [], fragments: [] }
    return article ? [{ cursor, node: { article, score, snippets: own } }] : []
  })
  return {
    ...page,
    edges,
    count: () => Promise.resolve({ count: ranked.length, exact: keys.length <= mostRanked }),
  }
}

type Place = Pick<Ranked, 'score' | 'feedKey'>

function inOrder(a: Place, b: Place): number {
  return b.score - a.score || (a.feedKey > b.feedKey ? -1 : a.feedKey < b.feedKey ? 1 : 0)
}

async function rank(
  db: Db,
  keys: readonly bigint[],
  { english, german, simple }: ResolvedText,
  asOf: number,
): Promise<Ranked[]> {
  // The weights are of body, -, lead and headline; 1 divides by the logarithm of the length.
  const rows = await db.$queryRaw<Ranked[]>(Prisma.sql`
    SELECT t.article_id AS id, t.feed_key AS "feedKey",
      ts_rank_cd('{0.1, 0.1, 0.4, 1}', t.document, (CASE t.dictionary
        WHEN 'english' THEN ${english} WHEN 'german' THEN ${german} ELSE ${simple} END)::tsquery, 1)::float8
      * (1 + 3 * power(0.5, greatest(${asOf}::float8 - (t.feed_key >> 20), 0)
        / (86400000.0 * ${halfFresh}))) AS score
    FROM article_text t WHERE t.feed_key = ANY(${[...keys]}::bigint[])`)
  return rows.toSorted(inOrder)
}
