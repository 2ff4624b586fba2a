import { type Db, Prisma } from '@courant/prisma'

import { matchesNothing } from '../filter/contradiction.ts'
import { isListOfId, type ListOfId, type PostingList } from '../filter/cover.ts'
import { datesOf } from '../filter/dates.ts'
import { shortestWay, type Way } from '../filter/lengths.ts'
import type { ResolvedFilter, ResolvedText } from '../filter/resolve.ts'
import { condition, postings } from '../filter/sql.ts'
import type { Count } from '../page.ts'
import { countRolledUp } from '../rollups/counts.ts'
import { rolledUpOf } from '../rollups/rolled-up.ts'

type Sql = Prisma.Sql

/**
 * How many articles are looked at to count the matches of a filter: the newest of the shortest list that
 * all of them stand in. So a count takes a bounded time, however large the archive and however rare a match
 * (docs/decisions/0015). Where nothing but the list and the dates decide, looking costs a tenth.
 */
export const lookedAt = { listed: 100_000, probed: 30_000 } as const

/** Where few matches are enough, so many articles are looked at for each of them. */
const lookedAtForOne = 20

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
  const { cover, beside } = matchesNothing(filter) ? nothing : await shortestWay(db, filter)
  const text = cover === null ? filter.text : null
  const given = givenBy(cover, beside, text)
  const rest = condition(withoutDates(filter), { isArticle: false, given })
  const isGiven = rest.sql === 'TRUE' && !beside && !text
  const affordable = isGiven ? lookedAt.listed : Math.min(lookedAt.probed, enough * lookedAtForOne)
  // Of several lists each is read that far, for all of the newest may stand in one of them.
  const limit = Math.min(
    isGiven ? enough : affordable,
    Math.floor(affordable / Math.max(cover?.length ?? 1, 1)),
  )
  const dates = (row: Sql) => {
    const clauses = datesOf(filter, row, from)
    return clauses.length > 0 ? Prisma.join(clauses, ' AND ') : Prisma.sql`TRUE`
  }
  const looked = newestOf(cover, dates(Prisma.sql`d`), limit)
  return {
    tables: Prisma.sql`
      WITH looked AS MATERIALIZED (${looked}),
        matched AS MATERIALIZED (
          SELECT d.feed_key FROM ${text ? textsOf(text, dates(Prisma.sql`d`), limit) : Prisma.sql`looked d`}
            ${sideBySide(beside, dates)} WHERE ${rest}
          ${beside ? Prisma.sql`ORDER BY d.feed_key DESC` : Prisma.empty} ${upTo(enough)})`,
    most: limit,
  }
}

/** What holds of all that is looked at. */
function givenBy(
  cover: Way['cover'],
  beside: ListOfId | null,
  text: ResolvedText | null,
): PostingList | null {
  if (text) return { kind: 'text', text }
  const walked = cover?.length === 1 ? cover[0]! : null
  return beside && walked && isListOfId(walked)
    ? { kind: 'merged', lists: [walked, beside] }
    : walked
}

/** Those of the newest articles that hold the words: the texts are read in order, none of them is looked up. */
function textsOf(text: ResolvedText, dates: Sql, limit: number): Sql {
  const { table, own } = postings({ kind: 'text', text })
  return Prisma.sql`(
    SELECT d.feed_key FROM (
      SELECT d.feed_key, d.dictionary, d.document FROM ${table} d WHERE ${dates}
      ORDER BY d.feed_key DESC LIMIT ${limit}) AS d
    WHERE ${own}) AS d`
}

const nothing: Way = { cover: [], beside: null, seldomBeside: null }

/** What is looked at, read beside another list from the same dates. */
function sideBySide(beside: ListOfId | null, dates: (row: Sql) => Sql): Sql {
  if (!beside) return Prisma.empty
  const { table, own } = postings(beside, 'p')
  return Prisma.sql`
    JOIN ${table} p ON p.feed_key = d.feed_key AND ${own} AND ${dates(Prisma.sql`p`)}`
}

function upTo(enough: number): Sql {
  return Number.isFinite(enough) ? Prisma.sql`LIMIT ${enough}` : Prisma.empty
}

/** The newest articles of the lists that cover a filter, or of all. */
function newestOf(cover: readonly PostingList[] | null, dates: Sql, limit: number): Sql {
  const newest = Prisma.sql`ORDER BY d.feed_key DESC LIMIT ${limit}`
  if (!cover) return Prisma.sql`SELECT d.feed_key FROM article d WHERE ${dates} ${newest}`
  const [first, ...others] = cover.map((list) => {
    const { table, own } = postings(list)
    const rows = Prisma.sql`SELECT d.feed_key FROM ${table} d WHERE ${own} AND ${dates}`
    // In the order of the feed the planner would look into every article for the words.
    return list.kind === 'text'
      ? Prisma.sql`SELECT d.feed_key FROM (${rows} OFFSET 0) AS d ${newest}`
      : Prisma.sql`${rows} ${newest}`
  })
  if (!first) return Prisma.sql`SELECT feed_key FROM article WHERE FALSE`
  if (others.length === 0) return first
  // A limit of its own for each list: the planner would sort all of them otherwise.
  return Prisma.sql`
    SELECT DISTINCT d.feed_key FROM (
      ${Prisma.join(
        [first, ...others].map((list) => Prisma.sql`(${list})`),
        ' UNION ALL ',
      )}) AS d
    ${newest}`
}

/** What is left to ask of articles that lie between the filter's own dates. */
function withoutDates(filter: ResolvedFilter): ResolvedFilter {
  return { ...filter, publishedAfter: null, publishedBefore: null }
}

/** How many articles match: as many as there are where the rollups tell, else as far as can be counted. */
export async function countMatches(db: Db, filter: ResolvedFilter): Promise<Count> {
  const rolledUp = matchesNothing(filter) ? null : rolledUpOf(filter)
  if (rolledUp) return { count: await countRolledUp(db, rolledUp, filter), exact: true }
  const { tables, most } = await countedMatches(db, filter)
  const [row] = await db.$queryRaw<{ looked: number; matched: number }[]>(Prisma.sql`
    ${tables}
    SELECT (SELECT count(*)::int FROM looked) AS looked, (SELECT count(*)::int FROM matched) AS matched`)
  return { count: row!.matched, exact: row!.looked < most }
}
