import { type Db, Prisma } from '@courant/prisma'

import { isWatched } from './hub.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Seconds between two polls. */
const shortest = 5 * minute
const longest = day
/** For a feed of which nothing is known yet. */
const usual = 30 * minute
/** For a feed whose hub says at once when something is new; asked nevertheless, for hubs fall silent. */
const pushedAtLeast = 6 * hour
/** A feed that failed is asked again after twice this at most, however seldom it is asked otherwise. */
const patience = 15 * minute

/** Articles that appear within this are one issue: what counts is when the next one comes. */
const sameIssue = 5 * minute
/** Articles that are looked at. */
const looked = 50
/** An article that came in within this after a push came by that push. */
const pushDelay = 10 * minute

/** How a feed wants to be polled. */
export interface PollHint {
  /** Seconds between two polls at least; null where it does not say. */
  atLeast: number | null
  /** In UTC: hours from 0 to 23, and days from 0, Sunday, to 6. */
  skipHours: readonly number[]
  skipDays: readonly number[]
}

/** What is known of how a source publishes. */
export interface Rhythm {
  now: Date
  /** Seconds since the dates that its latest articles state. */
  ages: readonly number[]
  /** Whether a hub watches over it, and has told of its latest articles. */
  pushed: boolean
}

/** What a poll that succeeded says about the next one. */
export interface PollFacts extends Rhythm {
  /** Seconds between the polls so far; null before the first. */
  pollSeconds: number | null
  found: 'NEWS' | 'NO_NEWS' | 'UNCHANGED'
  /** Seconds for which the server says that asking again would find the same. */
  freshFor: number | null
  hint: PollHint | null
}

/**
 * Seconds until a source that could be read is polled again, as often as it publishes: half the usual
 * time between two of its issues, sooner when the last poll found news, and ever later the longer it has
 * been silent. Never sooner than the feed and its server ask for; between five minutes and a day.
 */
export function pollSecondsOf(facts: PollFacts): number {
  const { ages, pushed, pollSeconds, found, freshFor, hint } = facts
  const past = ages.filter((age) => age >= 0).toSorted((a, b) => a - b)
  const gap = usualGap(past)
  const own =
    gap === null
      ? (pollSeconds ?? usual) * (found === 'NEWS' ? 0.5 : pollSeconds === null ? 1 : 1.5)
      : (gap / 2) * (found === 'NEWS' ? 0.75 : 1)
  const seconds = Math.max(
    own,
    (past[0] ?? 0) / 10,
    freshFor ?? 0,
    hint?.atLeast ?? 0,
    pushed ? pushedAtLeast : 0,
    // What the feed asks for stands in the feed, which an unchanged one does not send.
    found === 'UNCHANGED' ? (pollSeconds ?? 0) : 0,
  )
  return Math.round(within(seconds))
}

/** The median of the times between issues; null where there are not two. */
function usualGap(ages: readonly number[]): number | null {
  const issues: number[] = []
  for (const age of ages) {
    if (issues.length === 0 || age - issues.at(-1)! > sameIssue) issues.push(age)
  }
  const gaps = issues.slice(1).map((age, at) => age - issues[at]!)
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null
}

/**
 * Seconds until a source that could not be read is asked again: doubled by each failure in a row, up to
 * a day. Not before its server wants to be asked, but after a day at the latest.
 * @param failures in a row, from 1
 * @param random 0 to 1, for a spread of a tenth either way
 */
export function waitAfterFailure(
  { pollSeconds, failures }: { pollSeconds: number | null; failures: number },
  retryAfter: number | null,
  random: number,
): number {
  const seconds = Math.min(pollSeconds ?? shortest, patience) * 2 ** Math.min(failures, 20)
  const asked = Math.min(retryAfter ?? 0, longest)
  return Math.max(spread(within(seconds), random), asked * (1 + 0.1 * random))
}

/**
 * Seconds spread by a tenth either way, so that sources which were added together are not polled
 * together for ever, and moved behind the hours and days that the feed wants to be left out, as far as
 * that is within a day.
 * @param random 0 to 1
 */
export function waitFor(
  seconds: number,
  { now, hint }: { now: Date; hint: PollHint | null },
  random: number,
): number {
  const wait = spread(seconds, random)
  if (!hint) return wait
  for (let later = wait; later <= longest; later += toNextHour(now, later)) {
    const then = new Date(now.getTime() + later * 1_000)
    const isSkipped =
      hint.skipHours.includes(then.getUTCHours()) || hint.skipDays.includes(then.getUTCDay())
    if (!isSkipped) return later
  }
  return wait
}

function toNextHour(now: Date, later: number): number {
  return hour - ((now.getTime() / 1_000 + later) % hour)
}

function spread(seconds: number, random: number): number {
  return seconds * (0.9 + 0.2 * random)
}

function within(seconds: number): number {
  return Math.min(Math.max(seconds, shortest), longest)
}

/** How a source publishes, by the database's clock. */
export async function rhythmOf(db: Db, sourceId: string): Promise<Rhythm> {
  const [row] = await db.$queryRaw<{ now: Date; ages: number[]; pushed: boolean }[]>(Prisma.sql`
    WITH latest AS (
      SELECT stated_at, ingested_at FROM article
      WHERE source_id = ${sourceId}::uuid ORDER BY feed_key DESC LIMIT ${looked})
    SELECT now(),
      ARRAY(SELECT extract(epoch FROM now() - stated_at)::float8
        FROM latest WHERE stated_at IS NOT NULL) AS ages,
      EXISTS (SELECT FROM hub_subscription
        WHERE source_id = ${sourceId}::uuid AND ${isWatched}
          AND greatest(last_push_at + make_interval(secs => ${pushDelay}), active_since)
            >= coalesce((SELECT max(ingested_at) FROM latest), '-infinity')) AS pushed`)
  return row!
}
