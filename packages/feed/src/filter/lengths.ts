import { type Db, Prisma } from '@courant/prisma'
import { LRUCache } from 'lru-cache'

import { coverOf, listsOf, type PostingList } from './cover.ts'
import type { ResolvedFilter } from './resolve.ts'
import { postings } from './sql.ts'

/** Lists longer than this all count as long: telling them apart would cost more than it saves. */
export const countedUpTo = 20_000
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
  const lengthOf = await lengthsOfLists(db, isChoice ? lists : [])
  return coverOf(filter, (list) => {
    const length = lengthOf(list)
    // Matches of a text come out of their index in no order: many of them are sooner found in the feed.
    return list.kind === 'text' && length >= countedUpTo ? Infinity : length
  })
}

/** How long posting lists are, up to `countedUpTo`; what was not asked for counts as that long. */
export async function lengthsOfLists(
  db: Db,
  lists: readonly PostingList[],
): Promise<(list: PostingList) => number> {
  const known = knownLengths(db)
  const unknown = new Map(lists.map((list) => [keyOf(list), list]))
  for (const key of unknown.keys()) if (known.has(key)) unknown.delete(key)
  if (unknown.size > 0) {
    for (const { key, length } of await countLengths(db, unknown)) known.set(key, length)
  }
  return (list) => known.get(keyOf(list)) ?? countedUpTo
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
  const counts = [...lists].map(([key, list]) => {
    const { table, own } = postings(list)
    return Prisma.sql`SELECT ${key} AS key, count(*)::int AS length
      FROM (SELECT FROM ${table} d WHERE ${own} LIMIT ${countedUpTo}) AS list`
  })
  const [, counted] = await db.$transaction([
    // For a common word the planner would read articles one by one, which costs far more than it thinks.
    db.$executeRaw(Prisma.sql`SET LOCAL enable_seqscan = off`),
    db.$queryRaw<{ key: string; length: number }[]>(Prisma.join(counts, ' UNION ALL ')),
  ])
  return counted
}
