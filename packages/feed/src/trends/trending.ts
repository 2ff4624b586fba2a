import { type Db, Prisma } from '@courant/prisma'
import { LRUCache } from 'lru-cache'

import { feedKeyFrom } from '../articles/feed-key.ts'
import type { TimelineBucket } from '../overview/timeline.ts'
import { readSize } from '../page.ts'
import { noise, significanceOf } from './significance.ts'
import { type TimeWindow, windowLength, windowStart } from './window.ts'

export type TrendKind = 'ACTOR' | 'TOPIC'

/** An actor or a topic that is on the rise. */
export interface Trend {
  kind: TrendKind
  id: string
  /** Of the present window. */
  articleCount: number
  /** How many sources they are of. */
  sourceCount: number
  /** How many articles its own past lets one expect. */
  expectedCount: number
  /** How far it stands out; see `significanceOf`. */
  score: number
  /** The windows that it was found by: its past, the oldest first, and the present one at the end. */
  periods: TimelineBucket[]
}

/** How many windows before the present one are its past. */
const pastWindows: Record<TimeWindow, number> = { HOUR: 48, DAY: 28, WEEK: 8, MONTH: 4 }
/** One source alone may be on a campaign, or repeat itself. */
const fewestSources = 2
/** The newest of the present window, of which candidates are taken. */
const mostArticles = 5_000
/** No other can stand out more: the score grows with the number of articles, and these have the most. */
const mostCandidates = 150
/** The longest list that can be asked for. */
const longestList = 100
/** What is on the rise is asked for by every visitor, and changes by the minute at most. */
const rememberedForMs = 60_000

/**
 * The actors or the topics that stand out most against their own past, the foremost first. The answer may be
 * a minute old.
 * @throws {CourantError} BAD_PAGE
 */
export async function trending(
  db: Db,
  { kind, window, first }: { kind: TrendKind; window: TimeWindow; first: number },
): Promise<Trend[]> {
  const size = readSize(first)
  const trends = await rememberedOf(db).fetch(`${kind} ${window}`)
  return (trends ?? []).slice(0, size)
}

const remembered = new WeakMap<Db, LRUCache<string, Trend[]>>()

/** Whoever asks while an answer is being found waits for the same one. */
function rememberedOf(db: Db): LRUCache<string, Trend[]> {
  let cache = remembered.get(db)
  if (!cache) {
    cache = new LRUCache({
      max: 16,
      ttl: rememberedForMs,
      fetchMethod: (key) => {
        const [kind, window] = key.split(' ') as [TrendKind, TimeWindow]
        return trendsAt(db, { kind, window, now: new Date() })
      },
    })
    remembered.set(db, cache)
  }
  return cache
}

/** What stands out in the window that ends `now`. */
export async function trendsAt(
  db: Db,
  { kind, window, now }: { kind: TrendKind; window: TimeWindow; now: Date },
): Promise<Trend[]> {
  const candidates = await candidatesOf(db, kind, windowStart(window, now), now)
  if (candidates.length === 0) return []
  const bounds = Array.from(
    { length: pastWindows[window] + 2 },
    (_, ago) => new Date(now.getTime() - ago * windowLength[window]),
  ).toReversed()
  const starts = bounds.slice(0, -1).map((start) => feedKeyFrom(start))
  const end = feedKeyFrom(now)
  const counts = await countsByPeriod(
    db,
    kind,
    candidates.map(({ id }) => id),
    { starts, end },
  )
  const totals = counts.get(null) ?? []
  return candidates
    .map(({ id, sourceCount }) => {
      const own = counts.get(id) ?? []
      const periods = starts.map((_, n) => ({ articles: own[n] ?? 0, total: totals[n] ?? 0 }))
      const present = periods.at(-1)!
      const { score, expected } = significanceOf(present, periods.slice(0, -1))
      return {
        kind,
        id,
        articleCount: present.articles,
        sourceCount,
        expectedCount: expected,
        score,
        periods: periods.map(({ articles }, n) => ({
          start: bounds[n]!,
          end: bounds[n + 1]!,
          articleCount: articles,
        })),
      }
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, longestList)
}

interface Candidate {
  id: string
  sourceCount: number
}

/** Those that most articles of a time name, or are about, and more than one source. */
async function candidatesOf(db: Db, kind: TrendKind, from: Date, to: Date): Promise<Candidate[]> {
  const { table, column } = postings[kind]
  return db.$queryRaw<Candidate[]>(Prisma.sql`
    WITH recent AS MATERIALIZED (
      SELECT id, source_id, coalesce(text_group_id, id) AS text FROM article
      WHERE feed_key >= ${feedKeyFrom(from)} AND feed_key < ${feedKeyFrom(to)}
      ORDER BY feed_key DESC LIMIT ${mostArticles})
    SELECT p.${column} AS id, count(DISTINCT r.source_id)::int AS "sourceCount"
    FROM recent r JOIN ${table} p ON p.article_id = r.id
    GROUP BY p.${column}
    HAVING count(*) > ${noise} AND count(DISTINCT r.source_id) >= ${fewestSources}
      AND count(DISTINCT r.text) >= ${fewestSources}
    ORDER BY count(*) DESC, p.${column} LIMIT ${mostCandidates}`)
}

const postings = {
  ACTOR: { table: Prisma.sql`mention`, column: Prisma.sql`entity_id` },
  TOPIC: { table: Prisma.sql`article_topic`, column: Prisma.sql`topic_id` },
}

/** How many articles each period has, by id, and of all under null. Walks posting lists alone. */
async function countsByPeriod(
  db: Db,
  kind: TrendKind,
  ids: readonly string[],
  { starts, end }: { starts: readonly bigint[]; end: bigint },
): Promise<Map<string | null, number[]>> {
  const { table, column } = postings[kind]
  const within = Prisma.sql`feed_key >= ${starts[0]!} AND feed_key < ${end}`
  const period = Prisma.sql`width_bucket(feed_key, ${[...starts]}::bigint[]) - 1`
  const rows = await db.$queryRaw<{ id: string | null; period: number; articles: number }[]>(
    Prisma.sql`
      SELECT candidate.id, counted.* FROM unnest(${[...ids]}::uuid[]) AS candidate(id)
      CROSS JOIN LATERAL (
        SELECT ${period} AS period, count(*)::int AS articles FROM ${table}
        WHERE ${column} = candidate.id AND ${within} GROUP BY 1) AS counted
      UNION ALL
      SELECT NULL, ${period}, count(*)::int FROM article WHERE ${within} GROUP BY 2`,
  )
  const counts = new Map<string | null, number[]>()
  for (const { id, period: n, articles } of rows) {
    const own = counts.get(id) ?? starts.map(() => 0)
    own[n] = articles
    counts.set(id, own)
  }
  return counts
}
