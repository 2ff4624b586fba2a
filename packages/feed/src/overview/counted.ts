import { type Db, Prisma } from '@courant/prisma'

import { feedKeyFrom } from '../articles/feed-key.ts'
import type { PostingList } from '../filter/cover.ts'
import { shortestCover } from '../filter/lengths.ts'
import type { ResolvedFilter } from '../filter/resolve.ts'
import { condition, postings } from '../filter/sql.ts'

type Sql = Prisma.Sql

/**
 * How many articles are looked at to count the matches of a filter: the newest of the shortest list that
 * all of them stand in. So a count takes a bounded time, however large the archive and however rare a match
 * (docs/decisions/0015). Where nothing but the list and the dates decide, looking costs a tenth.
 */
export const lookedAt = { listed: 100_000, probed: 30_000 } as const

/** What a count rests on. */
export interface Counted {
  /**
   * Begins a statement with two tables of one column `feed_key`, newest first: `looked`, the articles that
   * were looked at, and `matched`, those of them that match.
   */
  tables: Sql
  /** How many are looked at; where there were fewer, all matches are known. */
  most: number
}

/**
 * The matches of a filter among the newest articles that may match.
 * @param bounds.from leaves out what was published before
 * @param bounds.enough more matches are not needed
 */
export async function countedMatches(
  db: Db,
  filter: ResolvedFilter,
  { from, enough = Infinity }: { from?: Date; enough?: number } = {},
): Promise<Counted> {
  const cover = await shortestCover(db, filter)
  const only = cover?.length === 1 ? cover[0]! : null
  const rest = condition(withoutDates(cover ? withoutAny(filter, cover) : filter), {
    isArticle: false,
    given: only,
  })
  const affordable = rest.sql === 'TRUE' ? lookedAt.listed : lookedAt.probed
  // Of several lists each is read that far, for all of the newest may stand in one of them.
  const limit = Math.min(
    rest.sql === 'TRUE' ? enough : affordable,
    Math.floor(affordable / Math.max(cover?.length ?? 1, 1)),
  )
  const dates = datesOf(filter, from)
  return {
    tables: Prisma.sql`
      WITH looked AS MATERIALIZED (${newestOf(cover, dates, limit)}),
        matched AS MATERIALIZED (SELECT d.feed_key FROM looked d WHERE ${rest})`,
    most: limit,
  }
}

/** The articles of the lists that each match stands in at least one of, or all; newest first. */
function newestOf(cover: PostingList[] | null, dates: Sql, limit: number): Sql {
  const newest = Prisma.sql`ORDER BY feed_key DESC LIMIT ${limit}`
  if (!cover) return Prisma.sql`SELECT d.feed_key FROM article d WHERE ${dates} ${newest}`
  const [first, ...others] = cover
  if (!first) return Prisma.sql`SELECT feed_key FROM article WHERE FALSE`
  if (others.length === 0) return Prisma.sql`${listSql(first, dates)} ${newest}`
  // A limit of its own for each list: the planner would sort all of them otherwise.
  const lists = cover.map((list) => Prisma.sql`(${listSql(list, dates)} ${newest})`)
  return Prisma.sql`
    SELECT DISTINCT feed_key FROM (${Prisma.join(lists, ' UNION ALL ')}) AS lists ${newest}`
}

function listSql(list: PostingList, dates: Sql): Sql {
  const { table, own } = postings(list)
  if (list.kind !== 'text') {
    return Prisma.sql`SELECT d.feed_key FROM ${table} d WHERE ${own} AND ${dates}`
  }
  // In the order of the feed the planner would look into every article for the words.
  return Prisma.sql`
    SELECT d.feed_key FROM (SELECT d.feed_key FROM ${table} d WHERE ${own} OFFSET 0) AS d
    WHERE ${dates}`
}

/** The dates that every match lies between, as a condition on the row `d`. */
function datesOf(filter: ResolvedFilter, from: Date | undefined): Sql {
  const parts = [filter, ...filter.AND]
  const after = [from, ...parts.map(({ publishedAfter }) => publishedAfter)]
  const clauses = [
    ...after.flatMap((date) => (date ? Prisma.sql`d.feed_key >= ${feedKeyFrom(date)}` : [])),
    ...parts.flatMap(({ publishedBefore: date }) =>
      date ? Prisma.sql`d.feed_key < ${feedKeyFrom(date)}` : [],
    ),
  ]
  return clauses.length > 0 ? Prisma.join(clauses, ' AND ') : Prisma.sql`TRUE`
}

/** What is left to ask of articles that lie between the filter's own dates. */
function withoutDates(filter: ResolvedFilter): ResolvedFilter {
  return { ...filter, publishedAfter: null, publishedBefore: null }
}

/** What is left to ask of articles that stand in one of these lists. */
function withoutAny(filter: ResolvedFilter, cover: readonly PostingList[]): ResolvedFilter {
  const kind = cover[0]?.kind
  if (kind !== 'actor' && kind !== 'topic') return filter
  const set = kind === 'actor' ? 'actors' : 'topics'
  const { any } = filter[set]
  const ids = new Set(cover.flatMap((list) => (list.kind === kind ? list.id : [])))
  const isAny =
    any && ids.size === cover.length && any.length === ids.size && any.every((id) => ids.has(id))
  return isAny ? { ...filter, [set]: { ...filter[set], any: null } } : filter
}

/** The matches of a filter, counted as far as is affordable. */
export interface Count {
  /** At least so many. */
  count: number
  /** Exactly so many. */
  exact: boolean
}

export async function countMatches(db: Db, filter: ResolvedFilter): Promise<Count> {
  const { tables, most } = await countedMatches(db, filter)
  const [row] = await db.$queryRaw<{ looked: number; matched: number }[]>(Prisma.sql`
    ${tables}
    SELECT (SELECT count(*)::int FROM looked) AS looked, (SELECT count(*)::int FROM matched) AS matched`)
  return { count: row!.matched, exact: row!.looked < most }
}
