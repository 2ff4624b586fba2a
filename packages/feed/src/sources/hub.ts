import { randomBytes } from 'node:crypto'

import { type Db, Prisma } from '@courant/prisma'

/** Seconds that we ask hubs to keep us for: ten days, what WebSub calls a good default. */
export const askedLease = 10 * 24 * 60 * 60

/** By the database's clock. Cut to what the columns hold: rounded up, it would lie ahead of itself. */
export const now = Prisma.sql`date_trunc('milliseconds', now())`

/** A claimed subscription that nobody reports back on is due again after this: its worker died. */
const claim = Prisma.sql`interval '10 minutes'`

/**
 * When a source is looked at once more after a push, although it was read since; null where no push came
 * lately. The hub is often quicker than the caches between the publisher and us.
 */
export const secondLook = Prisma.sql`(
  SELECT last_push_at + interval '5 minutes' FROM hub_subscription
  WHERE source_id = source.id AND last_push_at > now() - interval '5 minutes')`

/** Seconds. */
const firstWait = 15 * 60
const longestWait = 24 * 60 * 60

/** The hub that a feed names, and what the feed is called there. */
export interface FoundHub {
  hubUrl: string
  topicUrl: string
}

/** A subscription that is to be asked for now, by the caller alone. */
export interface DueHub extends FoundHub {
  sourceId: string
  token: string
  /** Empty where it must not be told. */
  secret: Uint8Array
  callbackUrl: string
  failures: number
  /** When the claim lapses; also tells whether the hub called back in the meantime. */
  renewAt: Date
}

/** The secret as the hub is told it, and as it signs with it. */
export function hubSecretText(secret: Uint8Array): string {
  return Buffer.from(secret).toString('base64url')
}

/**
 * Seconds until a hub is asked again: doubled each time up to a day, and spread by a tenth either way.
 * @param failures in a row, this one included
 * @param random 0 to 1
 */
export function hubWait(failures: number, random: number): number {
  const wait = Math.min(firstWait * 2 ** (failures - 1), longestWait)
  return Math.round(wait * (0.9 + 0.2 * random))
}

/**
 * Notes which hub a feed names, each time it was read. Another hub or topic than before makes another
 * subscription with a token and a secret of its own, and the one before is taken leave of. One that was
 * asked for in vain leaves its patience to its successor, so that a feed which names another topic each
 * time does not have us ask each time. A hub that is not named any more is not renewed.
 */
export async function noteHub(db: Db, sourceId: string, found: FoundHub | null): Promise<void> {
  const known = await db.hubSubscription.findUnique({ where: { sourceId } })
  if (!found) {
    if (known?.renewAt) {
      await db.hubSubscription.updateMany({ where: { sourceId }, data: { renewAt: null } })
    }
    return
  }
  if (known?.hubUrl === found.hubUrl && known.topicUrl === found.topicUrl) {
    if (known.renewAt === null) await resume(db, sourceId)
    return
  }
  const token = randomBytes(32).toString('base64url')
  await db.$executeRaw(Prisma.sql`
    INSERT INTO hub_subscription AS known
      (source_id, hub_url, topic_url, token, secret, renew_at)
    SELECT id, ${found.hubUrl}, ${found.topicUrl}, ${token}, ${randomBytes(32)}, ${now}
    FROM source WHERE id = ${sourceId}::uuid
    ON CONFLICT (source_id) DO UPDATE SET
      hub_url = excluded.hub_url, topic_url = excluded.topic_url,
      token = excluded.token, secret = excluded.secret, callback_url = NULL,
      state = 'PENDING', active_since = NULL, lease_until = NULL,
      last_push_at = NULL, pushes = 0, bad_signatures = 0,
      failures = CASE known.state WHEN 'ACTIVE' THEN 0 ELSE known.failures END,
      last_error = CASE known.state WHEN 'ACTIVE' THEN NULL ELSE known.last_error END,
      renew_at = CASE known.state WHEN 'ACTIVE' THEN ${now}
        ELSE least(coalesce(known.renew_at, ${now}), ${now} + interval '1 day') END
    WHERE (known.hub_url, known.topic_url) <> (excluded.hub_url, excluded.topic_url)`)
}

/** Feeds behind several servers may name their hub in every other answer: that is no reason to ask. */
async function resume(db: Db, sourceId: string): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription
    SET renew_at = greatest(${now}, lease_until - interval '1 day')
    WHERE source_id = ${sourceId}::uuid AND renew_at IS NULL`)
}

/**
 * Subscriptions that are to be asked for or renewed, longest overdue first, claimed for the caller alone.
 * The callback's address is written down before anybody is asked: a hub may call it before it answers.
 * @param callbackBase what the token is put behind
 */
export async function claimDueHubs(db: Db, limit: number, callbackBase: string): Promise<DueHub[]> {
  return db.$queryRaw<DueHub[]>(Prisma.sql`
    UPDATE hub_subscription
    SET renew_at = ${now} + ${claim}, callback_url = ${callbackBase}::text || token
    WHERE source_id IN (
      SELECT hub.source_id FROM hub_subscription hub JOIN source ON source.id = hub.source_id
      WHERE hub.renew_at <= now() AND source.next_poll_at IS NOT NULL
      ORDER BY hub.renew_at LIMIT ${limit} FOR UPDATE OF hub SKIP LOCKED)
    RETURNING source_id AS "sourceId", hub_url AS "hubUrl", topic_url AS "topicUrl", token, secret,
      callback_url AS "callbackUrl", failures, renew_at AS "renewAt"`)
}

/**
 * Notes that a hub was asked, or that this failed. Either counts until it calls back, for one that takes
 * requests and never calls is no better than one that takes none. Nothing is noted where it called back
 * already, before it answered.
 * @param problem in words; null where the hub accepted
 */
export async function recordAsked(db: Db, hub: DueHub, problem: string | null): Promise<void> {
  const wait = hubWait(hub.failures + 1, Math.random())
  await db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription
    SET failures = failures + 1,
      last_error = ${problem ?? 'The hub took the request and has not called back.'},
      renew_at = ${now} + make_interval(secs => ${wait})
    WHERE ${stillClaimed(hub)}`)
}

/** Puts off a hub that could not be asked, which is not its fault. */
export async function postponeHub(db: Db, hub: DueHub, seconds: number): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription SET renew_at = ${now} + make_interval(secs => ${seconds})
    WHERE ${stillClaimed(hub)}`)
}

/** Has pushes believed without a signature, because the hub cannot be told a secret in secret. */
export async function forgetHubSecret(db: Db, hub: DueHub): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription SET secret = ''::bytea WHERE ${stillClaimed(hub)}`)
}

function stillClaimed({ sourceId, token, renewAt }: DueHub): Prisma.Sql {
  return Prisma.sql`source_id = ${sourceId}::uuid AND token = ${token} AND renew_at = ${renewAt}`
}

/**
 * Has every hub asked anew that was told another address than it would be told now, because the
 * installation has moved.
 * @returns how many
 */
export async function moveHubs(db: Db, callbackBase: string): Promise<number> {
  return db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription SET renew_at = ${now}
    WHERE callback_url <> ${callbackBase}::text || token AND renew_at IS NOT NULL`)
}

/**
 * Whether a hub watches over the source of a `hub_subscription`: it is active, and a push came within
 * seven days, or it is in its first day. There are hubs that confirm every subscription and never push,
 * so one that is only renewed is not trusted.
 */
export const isWatched = Prisma.sql`(state = 'ACTIVE' AND lease_until > now()
  AND greatest(last_push_at + interval '7 days', active_since + interval '1 day') > now())`

/** Those of these sources that a hub watches over. */
export async function pushedSources(db: Db, sourceIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT source_id AS id FROM hub_subscription
    WHERE source_id = ANY(${[...sourceIds]}::uuid[]) AND ${isWatched}`)
  return new Set(rows.map(({ id }) => id))
}
