import { type Db, Prisma } from '@courant/prisma'
import { LRUCache } from 'lru-cache'

import {
  coverOf,
  isListOfId,
  listsOf,
  listsOfAll,
  type ListOfId,
  type MergedLists,
  type PostingList,
} from './cover.ts'
import type { ResolvedFilter } from './resolve.ts'
import { longList, seldom } from '../rollups/company.ts'
import { rolledUpLengths } from '../rollups/counts.ts'
import { postings } from './sql.ts'

/** Stories and texts, which are not rolled up, are counted so far; longer ones all count as long. */
export const countedUpTo = 20_000
const remembered = 50_000
/**
 * A length only chooses which list is walked, so an old one costs time, never a wrong answer. After that it is
 * counted again beside the question, which does not wait for it.
 */
const rememberedForMs = 5 * 60_000

interface Lengths {
  known: LRUCache<string, number>
  /** Those that are being counted again. */
  renewing: Set<string>
}

const lengthsOf = new WeakMap<Db, Lengths>()

/**
 * Two lists of which one is no longer than so many times the other are read side by side: an entry that is
 * read in order costs about a sixteenth of looking one up.
 */
const alike = 16
/** A shorter list is looked up in others so fast that nothing is to be gained. */
const shortList = 200

/** How the matches of a filter are found. */
export interface Way {
  /** The lists that are shortest together of those that every match stands in; null for the whole feed. */
  cover: PostingList[] | null
  /** Where the cover is one list: another that every match stands in, and that is about as long. */
  beside: ListOfId | null
  /** Where the cover is one list: another that every match stands in, and that few of its articles will. */
  seldomBeside: ListOfId | null
}

/** Lengths are remembered, and asked for again after five minutes. */
export async function shortestWay(db: Db, filter: ResolvedFilter): Promise<Way> {
  const lists = listsOf(filter)
  const isChoice = lists.length > 1 || lists.some(({ kind }) => kind === 'text')
  const lengthOf = await lengthsOfLists(db, isChoice ? [...lists, feed] : [])
  const cover = coverOf(filter, (list) => {
    const length = lengthOf(list)
    // Matches of a text come out of their index in no order: many of them are sooner found in the feed.
    return list.kind === 'text' && length >= countedUpTo ? Infinity : length
  })
  const [walked, ...more] = cover ?? []
  if (!walked || more.length > 0 || !isListOfId(walked)) {
    return { cover, beside: null, seldomBeside: null }
  }
  const others = listsOfAll(filter)
    .filter((list) => keyOf(list) !== keyOf(walked))
    .toSorted((a, b) => lengthOf(a) - lengthOf(b))
  return {
    cover,
    beside: listBeside(walked, others, lengthOf),
    seldomBeside: listSeldomBeside(walked, others, lengthOf),
  }
}

const feed: PostingList = { kind: 'feed' }

type LengthOf = (list: PostingList) => number

function listBeside(
  walked: ListOfId,
  [next]: readonly ListOfId[],
  lengthOf: LengthOf,
): ListOfId | null {
  if (!next || lengthOf(walked) < shortList) return null
  return lengthOf(next) <= alike * lengthOf(walked) ? next : null
}

function listSeldomBeside(
  walked: ListOfId,
  others: readonly ListOfId[],
  lengthOf: LengthOf,
): ListOfId | null {
  const next = others.find(hasCompany)
  if (!next || !hasCompany(walked) || lengthOf(walked) < longList) return null
  return lengthOf(walked) * lengthOf(next) <= seldom * lengthOf(feed) ? next : null
}

function hasCompany({ kind }: ListOfId): boolean {
  return kind === 'actor' || kind === 'topic' || kind === 'source'
}

/** The posting lists to walk for a page of a filter, or null where the whole feed is to be walked. */
export async function shortestCover(db: Db, filter: ResolvedFilter): Promise<PostingList[] | null> {
  const { cover, beside, seldomBeside } = await shortestWay(db, filter)
  const first = cover?.[0]
  if (!first || !isListOfId(first)) return cover
  const walked: ListOfId | MergedLists = beside ? { kind: 'merged', lists: [first, beside] } : first
  if (seldomBeside) return [{ kind: 'seldom', lists: [first, seldomBeside], walked }]
  return beside ? [walked] : cover
}

/**
 * How long posting lists are: to the end by the rollups, a text's and a story's up to `countedUpTo`. What was
 * not asked for counts as that long.
 */
export async function lengthsOfLists(
  db: Db,
  lists: readonly PostingList[],
): Promise<(list: PostingList) => number> {
  const { known, renewing } = knownLengths(db)
  const byKey = new Map(lists.map((list) => [keyOf(list), list]))
  const stale = new Map([...byKey].filter(([key]) => !known.has(key)))
  const unknown = new Map(
    [...stale].filter(([key]) => known.peek(key, { allowStale: true }) === undefined),
  )
  const told = new Map([...byKey.keys()].map((key) => [key, known.peek(key, { allowStale: true })]))
  const count = async (counted: ReadonlyMap<string, PostingList>) => {
    for (const { key, length } of await countLengths(db, counted)) {
      known.set(key, length)
      told.set(key, length)
    }
  }
  const again = new Map([...stale].filter(([key]) => !unknown.has(key) && !renewing.has(key)))
  if (again.size > 0) {
    for (const key of again.keys()) renewing.add(key)
    void count(again)
      .catch(() => {})
      .finally(() => again.forEach((_, key) => renewing.delete(key)))
  }
  if (unknown.size > 0) await count(unknown)
  return (list) => told.get(keyOf(list)) ?? countedUpTo
}

function keyOf(list: PostingList): string {
  return JSON.stringify(list)
}

function knownLengths(db: Db): Lengths {
  let lengths = lengthsOf.get(db)
  if (!lengths) {
    const known = new LRUCache<string, number>({ max: remembered, ttl: rememberedForMs })
    lengths = { known, renewing: new Set() }
    lengthsOf.set(db, lengths)
  }
  return lengths
}

async function countLengths(
  db: Db,
  lists: ReadonlyMap<string, PostingList>,
): Promise<{ key: string; length: number }[]> {
  const isRolledUp = ([, list]: [string, PostingList]) =>
    list.kind === 'feed' || (isListOfId(list) && list.kind !== 'story')
  const rolledUp = [...lists].filter(isRolledUp)
  const others = [...lists].filter((each) => !isRolledUp(each))
  const [lengths, counted] = await Promise.all([
    rolledUpLengths(
      db,
      rolledUp.map(([, list]) => list),
    ),
    countOneByOne(db, others),
  ])
  return [...rolledUp.map(([key], place) => ({ key, length: lengths[place]! })), ...counted]
}

/** Counts up to `countedUpTo`. */
async function countOneByOne(
  db: Db,
  lists: readonly [string, PostingList][],
): Promise<{ key: string; length: number }[]> {
  if (lists.length === 0) return []
  const counts = lists.map(([key, list]) => {
    const { table, own } = postings(list)
    const count = Prisma.sql`(
      SELECT count(*) FROM (SELECT FROM ${table} d WHERE ${own} LIMIT ${countedUpTo}) AS list)`
    const length = list.kind === 'text' ? unlessFrequent(own, count) : count
    return Prisma.sql`SELECT ${key} AS key, (${length})::int AS length`
  })
  const [, counted] = await db.$transaction([
    // For a common word the planner would read articles one by one, which costs far more than it thinks.
    db.$executeRaw(Prisma.sql`SET LOCAL enable_seqscan = off`),
    db.$queryRaw<{ key: string; length: number }[]>(Prisma.join(counts, ' UNION ALL ')),
  ])
  return counted
}

/** Words that so many of the newest articles hold are met on the way through the feed: they need no count. */
const frequent = { of: 1_000, articles: 5 }

function unlessFrequent(own: Prisma.Sql, count: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    CASE WHEN ${frequent.articles}::int <= (
      SELECT count(*) FROM (
        SELECT d.dictionary, d.document FROM article_text d ORDER BY d.feed_key DESC
        LIMIT ${frequent.of}) AS d
      WHERE ${own})
    THEN ${countedUpTo}::int ELSE ${count} END`
}
