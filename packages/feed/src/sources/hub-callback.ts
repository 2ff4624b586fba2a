import { type Db, Prisma } from '@courant/prisma'

import { askedLease, now } from './hub.ts'

/** Seconds. Nobody renews more often than this, whatever lease a hub gives. */
const shortestRenewal = 5 * 60
/** Seconds. A hub that promises more is asked again all the same. */
const longestLease = 30 * 24 * 60 * 60

/** Whom a hub calls. */
export interface HubCallback {
  sourceId: string
  token: string
  /** Empty where the hub was told none, and so signs nothing. */
  secret: Uint8Array
}

/** What a hub asks or tells in a verification request. */
export interface HubQuestion {
  mode: string | null
  topic: string | null
  /** Seconds, as the hub states them. */
  lease: number | null
  reason: string | null
}

/** The subscription that a callback address is of; ENDED for one that we are taking leave of. */
export async function findHubCallback(
  db: Db,
  token: string,
): Promise<HubCallback | 'ENDED' | null> {
  const select = { sourceId: true, token: true, secret: true }
  const found = await db.hubSubscription.findUnique({ where: { token }, select })
  if (found) return found
  return (await db.hubFarewell.findUnique({ where: { token } })) ? 'ENDED' : null
}

/**
 * Answers a hub that asks whether we want what it was asked for, or that tells us it refuses.
 * @returns whether we agree; a hub that hears no leaves everything as it was
 */
export async function answerHub(db: Db, token: string, question: HubQuestion): Promise<boolean> {
  switch (question.mode) {
    case 'subscribe':
      return confirm(db, token, question)
    case 'unsubscribe':
      return confirmFarewell(db, token, question)
    case 'denied':
      return (await deny(db, token, question)) || confirmFarewell(db, token, question)
    default:
      return false
  }
}

async function confirm(db: Db, token: string, { topic, lease }: HubQuestion): Promise<boolean> {
  const found = await db.hubSubscription.findUnique({ where: { token } })
  if (!found || !isSameAddress(found.topicUrl, topic)) return false
  // Hubs of the time before WebSub leave the lease out, or mean one without end by 0.
  const seconds = Math.min(lease && lease > 0 ? lease : askedLease, longestLease)
  const renewal = Math.max(shortestRenewal, 0.8 * seconds)
  const confirmed = await db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription AS hub
    SET state = 'ACTIVE', failures = 0, last_error = NULL,
      active_since = CASE WHEN hub.state = 'ACTIVE' AND hub.lease_until > now()
        THEN hub.active_since ELSE ${now} END,
      lease_until = ${now} + make_interval(secs => ${seconds}),
      renew_at = ${now} + make_interval(secs => ${renewal})
    FROM source
    WHERE hub.token = ${token} AND hub.callback_url IS NOT NULL AND hub.renew_at IS NOT NULL
      AND source.id = hub.source_id AND source.next_poll_at IS NOT NULL`)
  return confirmed > 0
}

async function confirmFarewell(db: Db, token: string, { topic }: HubQuestion): Promise<boolean> {
  const found = await db.hubFarewell.findUnique({ where: { token } })
  if (!found || !isSameAddress(found.topicUrl, topic)) return false
  await db.hubFarewell.deleteMany({ where: { token } })
  return true
}

/** A refusal may be the hub's bad day, so it is asked again after a week. */
async function deny(db: Db, token: string, { topic, reason }: HubQuestion): Promise<boolean> {
  const found = await db.hubSubscription.findUnique({ where: { token } })
  if (!found || !isSameAddress(found.topicUrl, topic)) return false
  const words = reason ? `The hub refused: ${reason}` : 'The hub refused and gave no reason.'
  const denied = await db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription
    SET state = 'DENIED', active_since = NULL, lease_until = NULL, last_error = ${words},
      renew_at = ${now} + interval '7 days'
    WHERE token = ${token} AND callback_url IS NOT NULL`)
  return denied > 0
}

/** Some hubs write an address in another way than they were told it. */
function isSameAddress(known: string, stated: string | null): boolean {
  if (stated === null || stated === known) return stated !== null
  return URL.canParse(stated) && new URL(stated).href === new URL(known).href
}

/**
 * Has the source of a push looked at now, unless it is not looked at at all. What was pushed is not
 * taken in: it is a hint that the feed has changed, and the feed itself is asked.
 */
export async function recordPush(db: Db, { sourceId, token }: HubCallback): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE source SET next_poll_at = ${now}
    WHERE id = ${sourceId}::uuid AND next_poll_at IS NOT NULL`)
  await db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription SET last_push_at = ${now}, pushes = pushes + 1 WHERE token = ${token}`)
}

/** Counts a push that was not believed. */
export async function recordBadSignature(db: Db, { token }: HubCallback): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE hub_subscription SET bad_signatures = bad_signatures + 1 WHERE token = ${token}`)
}
