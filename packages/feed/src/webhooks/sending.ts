import { type Db, type Delivery, Prisma, type Webhook } from '@courant/prisma'

import { haltWebhooks } from './webhook.ts'
import { patience, restAfter, waitBefore } from './waits.ts'

/** Deliveries to one host that one worker sends at once. */
const perHost = 4
/**
 * Seconds until a delivery whose worker is gone is due again: longer than sending takes, so that nobody sends
 * what somebody else still does.
 */
const lease = 90

/** A delivery that the caller alone is to send now. */
export interface DueDelivery extends Pick<
  Delivery,
  | 'id'
  | 'webhookId'
  | 'event'
  | 'articleId'
  | 'revision'
  | 'xid'
  | 'seq'
  | 'happenedAt'
  | 'attempts'
> {
  name: string
  url: string
  host: string
  /** The one that signs, and while it is changed the one before it. */
  secrets: Uint8Array[]
  /** Its owner may have this server ask private hosts, those that the installation's owner names. */
  isTrusted: boolean
}

/** How it went. */
export interface Sent {
  /** Of the answer; null where there was none. */
  status: number | null
  /** The beginning of the answer, as text. */
  excerpt: string | null
  /** In words, why it failed; null where it was taken. */
  problem: string | null
  /** Seconds for which the receiver asks to be left alone. */
  retryAfter: number | null
  /** Milliseconds. */
  duration: number
}

/**
 * Takes deliveries that are due, longest first, for the caller alone. Of a receiver that fails, one at a time.
 * @param busyHosts are left out: the caller still sends to them
 */
export async function claimDeliveries(
  db: Db,
  limit: number,
  busyHosts: readonly string[],
): Promise<DueDelivery[]> {
  return db.$queryRaw<DueDelivery[]>(Prisma.sql`
    WITH due AS (
      SELECT d.id, d.next_attempt_at,
        row_number() OVER (PARTITION BY w.host ORDER BY d.next_attempt_at, d.id) AS place
      FROM webhook w CROSS JOIN LATERAL (
        SELECT id, next_attempt_at FROM delivery
        WHERE webhook_id = w.id AND next_attempt_at <= now()
        ORDER BY next_attempt_at, id LIMIT CASE WHEN w.failures > 1 THEN 1 ELSE ${perHost} END) d
      WHERE w.state = 'ACTIVE' AND coalesce(w.rest_until <= now(), true)
        AND w.host <> ALL(${[...busyHosts]}::text[])),
    taken AS (
      UPDATE delivery SET attempts = attempts + 1, attempted_at = now(),
        next_attempt_at = now() + make_interval(secs => ${lease})
      WHERE id IN (
        SELECT id FROM delivery
        WHERE id IN (
            SELECT id FROM due WHERE place <= ${perHost} ORDER BY next_attempt_at, id LIMIT ${limit})
          AND next_attempt_at <= now()
        FOR UPDATE SKIP LOCKED)
      RETURNING *)
    SELECT d.id, d.webhook_id AS "webhookId", d.event::text AS event, d.article_id AS "articleId",
      d.revision, d.xid, d.seq, d.happened_at AS "happenedAt", d.attempts, w.name, w.url, w.host,
      CASE WHEN w.previous_until > now() THEN ARRAY[w.secret, w.previous_secret] ELSE ARRAY[w.secret]
        END AS secrets,
      coalesce(a.role <> 'READER', true) AS "isTrusted"
    FROM taken d JOIN webhook w ON w.id = d.webhook_id LEFT JOIN account a ON a.id = w.account_id
    ORDER BY d.id`)
}

/**
 * Notes how a delivery went: it is done, tried again later, or given up after three days. A receiver that is
 * gone (410), or failed for three days without a break, is sent nothing any more.
 * @returns whether its webhook was disabled by it
 */
export async function recordSent(
  db: Db,
  delivery: DueDelivery,
  sent: Sent,
  random = Math.random(),
): Promise<{ disabled: boolean }> {
  if (sent.problem === null) {
    await recordTaken(db, delivery, sent)
    return { disabled: false }
  }
  const isGone = sent.status === 410
  const wait = waitBefore(delivery.attempts, sent.retryAfter, random)
  await db.$executeRaw(Prisma.sql`
    UPDATE delivery SET status = ${sent.status}, error = ${sent.problem}, excerpt = ${sent.excerpt},
      duration = ${sent.duration},
      state = CASE WHEN ${isGone} OR now() >= give_up_at THEN 'FAILED' ELSE 'PENDING' END::"DeliveryState",
      next_attempt_at = CASE WHEN NOT ${isGone} AND now() < give_up_at
        THEN least(now() + make_interval(secs => ${wait}), give_up_at) END
    WHERE ${stillClaimed(delivery)}`)
  return { disabled: await noteFailure(db, delivery, sent, random) }
}

async function recordTaken(db: Db, delivery: DueDelivery, sent: Sent): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE delivery SET state = 'DELIVERED', delivered_at = now(), next_attempt_at = NULL,
      status = ${sent.status}, error = NULL, excerpt = ${sent.excerpt}, duration = ${sent.duration}
    WHERE ${stillClaimed(delivery)}`)
  // Not each time: many are sent at once, and would wait for each other here.
  await db.$executeRaw(Prisma.sql`
    UPDATE webhook SET failures = 0, failing_since = NULL, rest_until = NULL, last_delivered_at = now()
    WHERE id = ${delivery.webhookId}::uuid AND (failures > 0
      OR coalesce(last_delivered_at < now() - interval '1 minute', true))`)
}

async function noteFailure(
  db: Db,
  { webhookId }: DueDelivery,
  { status, problem, retryAfter }: Sent,
  random: number,
): Promise<boolean> {
  const [webhook] = await db.$queryRaw<(Pick<Webhook, 'failures'> & { isHopeless: boolean })[]>(
    Prisma.sql`
      UPDATE webhook SET failures = failures + 1, failing_since = coalesce(failing_since, now())
      WHERE id = ${webhookId}::uuid AND state = 'ACTIVE'
      RETURNING failures, failing_since <= now() - make_interval(secs => ${patience}) AS "isHopeless"`,
  )
  if (!webhook) return false
  if (status === 410 || webhook.isHopeless) {
    const reason =
      status === 410
        ? 'The receiver says that it is gone for good (410).'
        : `Nothing could be delivered for three days. The last time: ${problem}`
    await haltWebhooks(db, [webhookId], reason)
    return true
  }
  const rest = restAfter(webhook.failures, retryAfter, random)
  if (rest > 0) {
    await db.$executeRaw(Prisma.sql`
      UPDATE webhook SET rest_until = now() + make_interval(secs => ${rest})
      WHERE id = ${webhookId}::uuid`)
  }
  return false
}

/** Gives back what was not sent because the worker stops. */
export async function releaseDeliveries(db: Db, deliveries: readonly DueDelivery[]): Promise<void> {
  for (const delivery of deliveries) {
    await db.$executeRaw(Prisma.sql`
      UPDATE delivery SET attempts = attempts - 1, next_attempt_at = now()
      WHERE ${stillClaimed(delivery)}`)
  }
}

/** Notes that there is nothing to send: the article was removed meanwhile. */
export async function dropDelivery(db: Db, delivery: DueDelivery): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE delivery SET state = 'DROPPED', next_attempt_at = NULL,
      error = 'The article was removed before it was sent.'
    WHERE ${stillClaimed(delivery)}`)
}

function stillClaimed({ id, attempts }: DueDelivery): Prisma.Sql {
  return Prisma.sql`id = ${id}::uuid AND state = 'PENDING' AND attempts = ${attempts}`
}
