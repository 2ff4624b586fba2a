import { type Db, Prisma } from '@courant/prisma'

import { feedKeyFrom } from '../articles/feed-key.ts'
import { shortestList } from '../filter/lengths.ts'
import type { ResolvedFilter, ResolvedSet } from '../filter/resolve.ts'
import type { Count } from '../page.ts'
import { alternativeLists, condition, drivingLists, type PostingList } from '../filter/sql.ts'

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
  const driver = await shortestList(db, drivingLists(filter))
  const several = driver ? null : alternativeLists(filter)
  const rest = condition(
    withoutDates(driver ? withoutList(filter, driver) : several ? withoutFirstAny(filter) : filter),
  )
  const affordable = rest.sql === 'TRUE' ? lookedAt.listed : lookedAt.probed
  // Of several lists each is read that far, for all of the newest may stand in one of them.
  const limit = Math.min(
    rest.sql === 'TRUE' ? enough : affordable,
    Math.floor(affordable / Math.max(several?.length ?? 1, 1)),
  )
  const dates = datesOf(filter, from)
  return {
    tables: Prisma.sql`
      WITH looked AS MATERIALIZED (${newestOf(driver, several, dates, limit)}),
        matched AS MATERIALIZED (SELECT d.feed_key FROM looked d WHERE ${rest})`,
    most: limit,
  }
}

/** The articles of a list, or of the lists that each match stands in at least one of, or all; newest first. */
function newestOf(
  driver: PostingList | null,
  several: PostingList[] | null,
  dates: Sql,
  limit: number,
): Sql {
  if (!several) {
    const rows = driver
      ? listSql(driver, dates)
      : Prisma.sql`SELECT feed_key FROM article WHERE ${dates}`
    return Prisma.sql`${rows} ORDER BY feed_key DESC LIMIT ${limit}`
  }
  // A limit of its own for each list: the planner would sort all of them otherwise.
  const newest = several.map(
    (list) => Prisma.sql`(${listSql(list, dates)} ORDER BY feed_key DESC LIMIT ${limit})`,
  )
  return Prisma.sql`
    SELECT DISTINCT feed_key FROM (${Prisma.join(newest, ' UNION ALL ')}) AS lists
    ORDER BY feed_key DESC LIMIT ${limit}`
}

function listSql({ kind, id }: PostingList, dates: Sql): Sql {
  return kind === 'actor'
    ? Prisma.sql`SELECT feed_key FROM mention WHERE entity_id = ${id}::uuid AND ${dates}`
    : Prisma.sql`SELECT feed_key FROM article_topic WHERE topic_id = ${id}::uuid AND ${dates}`
}

/** The dates that every match lies between, as a condition on `feed_key`. */
function datesOf(filter: ResolvedFilter, from: Date | undefined): Sql {
  const parts = [filter, ...filter.AND]
  const after = [from, ...parts.map(({ publishedAfter }) => publishedAfter)]
  const clauses = [
    ...after.flatMap((date) => (date ? Prisma.sql`feed_key >= ${feedKeyFrom(date)}` : [])),
    ...parts.flatMap(({ publishedBefore: date }) =>
      date ? Prisma.sql`feed_key < ${feedKeyFrom(date)}` : [],
    ),
  ]
  return clauses.length > 0 ? Prisma.join(clauses, ' AND ') : Prisma.sql`TRUE`
}

/** What is left to ask of articles that lie between the filter's own dates. */
function withoutDates(filter: ResolvedFilter): ResolvedFilter {
  return { ...filter, publishedAfter: null, publishedBefore: null }
}

/** What is left to ask of articles that stand in a list. */
function withoutList(filter: ResolvedFilter, { kind, id }: PostingList): ResolvedFilter {
  const set = kind === 'actor' ? 'actors' : 'topics'
  return { ...filter, [set]: withoutMember(filter[set], id) }
}

/** What is left to ask of articles that stand in one of the filter's `alternativeLists`. */
function withoutFirstAny(filter: ResolvedFilter): ResolvedFilter {
  const { actors, topics } = filter
  if (actors.any?.length) return { ...filter, actors: { ...actors, any: null } }
  if (topics.any?.length) return { ...filter, topics: { ...topics, any: null } }
  return filter
}

function withoutMember(set: ResolvedSet, id: string): ResolvedSet {
  const isOnly = set.any?.length === 1 && set.any[0] === id
  return { ...set, all: set.all.filter((member) => member !== id), any: isOnly ? null : set.any }
}

export async function countMatches(db: Db, filter: ResolvedFilter): Promise<Count> {
  const { tables, most } = await countedMatches(db, filter)
  const [row] = await db.$queryRaw<{ looked: number; matched: number }[]>(Prisma.sql`
    ${tables}
    SELECT (SELECT count(*)::int FROM looked) AS looked, (SELECT count(*)::int FROM matched) AS matched`)
  return { count: row!.matched, exact: row!.looked < most }
}
