import { type Db, Prisma } from '@courant/prisma'
import { LRUCache } from 'lru-cache'

import { coverOf, listsOf, type PostingList } from './cover.ts'
import type { ResolvedFilter } from './resolve.ts'
import { postings } from './sql.ts'

/** Lists longer than this all count as long: telling them apart would cost more than it saves. */
const countedUpTo = 20_000
const remembered = 50_000
/** A length only chooses which list is walked, so an old one costs time, never a wrong answer. */
const rememberedForMs = 5 * 60_000

const lengthsOf = new WeakMap<Db, LRUCache<string, number>>()

/**
 * The posting lists to walk for a filter, those that are shortest together, or null where the whole feed
 * is to be walked. Lengths are remembered for five minutes.
 */
export async function shortestCover(db: Db, filter: ResolvedFilter): Promise<PostingList[] | null> {
  const lists = listsOf(filter)
  const isChoice = lists.length > 1 || lists.some(({ kind }) => kind === 'text')
  const known = knownLengths(db)
  if (isChoice) {
    const unknown = new Map(lists.map((list) => [keyOf(list), list]))
    for (const key of unknown.keys()) if (known.has(key)) unknown.delete(key)
    if (unknown.size > 0) {
      for (const { key, length } of await countLengths(db, unknown)) known.set(key, length)
    }
  }
  return coverOf(filter, (list) => {
    const length = known.get(keyOf(list)) ?? countedUpTo
    // Matches of a text come out of their index in no order: many of them are sooner found in the feed.
    return list.kind === 'text' && length >= countedUpTo ? Infinity : length
  })
}

function keyOf(list: PostingList): string {
  return JSON.stringify(list)
}

function knownLengths(db: Db): LRUCache<string, number> {
  let lengths = lengthsOf.get(db)
  if (!lengths) {
    lengths = new LRUCache({ max: remembered, ttl: rememberedForMs })
    lengthsOf.set(db, lengths)
  }
  return lengths
}

async function countLengths(
  db: Db,
  lists: ReadonlyMap<string, PostingList>,
): Promise<{ key: string; length: number }[]> {
  const estimated: { key: string; length: number }[] = []
  const counts: Prisma.Sql[] = []
  for (const [key, list] of lists) {
    const length = list.kind === 'text' ? await estimateCommon(db, list) : null
    if (length === null) counts.push(count(key, list))
    else estimated.push({ key, length })
  }
  if (counts.length === 0) return estimated
  return [
    ...estimated,
    ...(await db.$queryRaw<typeof estimated>(Prisma.join(counts, ' UNION ALL '))),
  ]
}

function count(key: string, list: PostingList): Prisma.Sql {
  const { table, own } = postings(list)
  // A limit would have the words of a text looked for row by row, where its index finds them at once.
  const limit = list.kind === 'text' ? Prisma.sql`OFFSET 0` : Prisma.sql`LIMIT ${countedUpTo}`
  return Prisma.sql`SELECT ${key} AS key, count(*)::int AS length
    FROM (SELECT FROM ${table} d WHERE ${own} ${limit}) AS list`
}

/**
 * How often common words stand, as PostgreSQL's statistics have it; null where they may be rare. Of words in
 * one article statistics know what they are apart, so they have to be more common; of phrases, nothing.
 */
async function estimateCommon(
  db: Db,
  list: PostingList & { kind: 'text' },
): Promise<number | null> {
  const queries = Object.values(list.text)
  if (queries.some((query) => query.includes('<'))) return null
  const margin = queries.some((query) => query.includes('&')) ? 5 : 2
  const { table, own } = postings(list)
  const [row] = await db.$queryRaw<
    { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }[]
  >(Prisma.sql`
    EXPLAIN (FORMAT JSON) SELECT FROM ${table} d WHERE ${own}`)
  const rows = row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
  return rows > margin * countedUpTo ? rows : null
}
