import { Prisma } from '@courant/prisma'

import { feedKeyFrom } from '../articles/feed-key.ts'
import type { PostingList } from '../filter/cover.ts'
import type { ResolvedFilter, ResolvedSet } from '../filter/resolve.ts'
import { postings } from '../filter/sql.ts'
import { everything, listId } from './list-id.ts'

type Sql = Prisma.Sql

/** Lists that stand in the rollups and share no article: what they count can be added. */
export interface RolledUp {
  /** Empty for all articles there are. */
  lists: readonly PostingList[]
  salience: ResolvedFilter['salience']
}

/**
 * The lists whose articles are all that match a filter, whatever its dates are; null where it takes more to
 * tell. Stories and texts are not rolled up.
 */
export function rolledUpOf(filter: ResolvedFilter): RolledUp | null {
  const { actors, topics, sources, stories, languages, salience, text, AND, OR, NOT } = filter
  if (text || OR || NOT || AND.length > 0 || isAsked(stories)) return null
  const asked = [actors, topics, sources].filter(isAsked).length + (languages ? 1 : 0)
  if (asked === 0) return { lists: [], salience: null }
  if (asked > 1) return null
  if (languages) {
    if (languages.length === 0) return null
    return { lists: distinct(languages).map((id) => ({ kind: 'language', id })), salience: null }
  }
  if (isAsked(sources)) {
    // An article has one source, so those of several are added; of all of several there are none.
    const ids = membersOf(sources)
    return ids && { lists: ids.map((id) => ({ kind: 'source', id })), salience: null }
  }
  const [kind, set] = isAsked(actors) ? (['actor', actors] as const) : (['topic', topics] as const)
  const ids = membersOf(set)
  if (ids?.length !== 1) return null
  const id = ids[0]!
  return kind === 'actor'
    ? { lists: [{ kind, id, salience }], salience }
    : { lists: [{ kind, id }], salience: null }
}

function isAsked({ all, any, none }: ResolvedSet): boolean {
  return all.length > 0 || any !== null || none.length > 0
}

/** The members of which an article bears one, where that is all that is asked for. */
function membersOf({ all, any, none }: ResolvedSet): string[] | null {
  if (none.length > 0 || (all.length > 0 && any)) return null
  if (any) return any.length > 0 ? distinct(any) : null
  return all.length === 1 ? [...all] : null
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)]
}

/** What a row of the rollups counts of a list, all articles or those of a salience. */
export function counted(salience: ResolvedFilter['salience']): Sql {
  if (salience === null) return Prisma.sql`articles`
  return salience === 'ABOUT' ? Prisma.sql`about` : Prisma.sql`articles - about`
}

/** SQL that yields rows of a day and a count, several of one day among them, that are to be added. */
export function rowsByDay({ lists, salience }: RolledUp, from: number, until: number): Sql {
  const within = Prisma.sql`WHERE ${ofLists(lists)} AND day >= ${from} AND day < ${until}`
  return Prisma.sql`
    SELECT day, ${counted(salience)} AS count FROM posting_day ${within}
    UNION ALL SELECT day, ${counted(salience)} FROM posting_delta ${within}`
}

/** SQL of how many articles the lists have in all. */
export function totalOf({ lists, salience }: RolledUp): Sql {
  return Prisma.sql`(
    SELECT coalesce(sum(count), 0) FROM (
      SELECT ${counted(salience)} AS count FROM posting_total WHERE ${ofLists(lists)}
      UNION ALL SELECT ${counted(salience)} FROM posting_delta WHERE ${ofLists(lists)}) AS rows)`
}

function ofLists(lists: readonly PostingList[]): Sql {
  if (lists.length === 0) return Prisma.sql`list_id = ${everything}`
  if (lists.length === 1) return Prisma.sql`list_id = ${listId(lists[0]!)}`
  return Prisma.sql`list_id = ANY(ARRAY[${Prisma.join(lists.map(listId))}])`
}

/** SQL of how many articles of the lists were published from one moment until another: read one by one. */
export function countBetween(rolledUp: RolledUp, from: Date, until: Date): Sql {
  const counts = ownRows(rolledUp).map(
    ({ table, own }) => Prisma.sql`(
      SELECT count(*) FROM ${table} d
      WHERE ${own} AND d.feed_key >= ${feedKeyFrom(from)} AND d.feed_key < ${feedKeyFrom(until)})`,
  )
  return Prisma.sql`(${Prisma.join(counts, ' + ')})`
}

/** SQL of whether the lists have any article from before. */
export function hasBefore(rolledUp: RolledUp, date: Date): Sql {
  const probes = ownRows(rolledUp).map(
    ({ table, own }) => Prisma.sql`
      EXISTS (SELECT FROM ${table} d WHERE ${own} AND d.feed_key < ${feedKeyFrom(date)})`,
  )
  return Prisma.sql`(${Prisma.join(probes, ' OR ')})`
}

function ownRows({ lists }: RolledUp): { table: Sql; own: Sql }[] {
  if (lists.length === 0) return [{ table: Prisma.sql`article`, own: Prisma.sql`TRUE` }]
  return lists.map((list) => postings(list))
}
