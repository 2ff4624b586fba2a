import { type Db, Prisma } from '@courant/prisma'
import { LRUCache } from 'lru-cache'

import type { PostingList } from './sql.ts'

/** Lists longer than this all count as long: telling them apart would cost more than it saves. */
export const countedUpTo = 5_000
const remembered = 50_000
/** A length only chooses which list is walked, so an old one costs time, never a wrong answer. */
const rememberedForMs = 5 * 60_000

const lengthsOf = new WeakMap<Db, LRUCache<string, number>>()

/** The shortest of some posting lists, or null of none. Lengths are remembered for five minutes. */
export async function shortestList(
  db: Db,
  lists: readonly PostingList[],
): Promise<PostingList | null> {
  if (lists.length <= 1) return lists[0] ?? null
  const lengths = await lengthsOfLists(db, lists)
  const lengthOf = ({ id }: PostingList) => lengths.get(id) ?? countedUpTo
  return lists.reduce((shortest, list) => (lengthOf(list) < lengthOf(shortest) ? list : shortest))
}

/** How long posting lists are, up to `countedUpTo`, by id; remembered for five minutes. */
export async function lengthsOfLists(
  db: Db,
  lists: readonly PostingList[],
): Promise<Map<string, number>> {
  const known = knownLengths(db)
  const unknown = lists.filter(({ id }) => !known.has(id))
  if (unknown.length > 0) {
    for (const { id, length } of await countLengths(db, unknown)) known.set(id, length)
  }
  return new Map(lists.map(({ id }) => [id, known.get(id) ?? countedUpTo]))
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
  lists: readonly PostingList[],
): Promise<{ id: string; length: number }[]> {
  const counts = lists.map(({ kind, id }) => {
    const list =
      kind === 'actor'
        ? Prisma.sql`SELECT FROM mention WHERE entity_id = ${id}::uuid LIMIT ${countedUpTo}`
        : Prisma.sql`SELECT FROM article_topic WHERE topic_id = ${id}::uuid LIMIT ${countedUpTo}`
    return Prisma.sql`SELECT ${id} AS id, count(*)::int AS length FROM (${list}) AS list`
  })
  return db.$queryRaw(Prisma.join(counts, ' UNION ALL '))
}
