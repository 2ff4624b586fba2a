import { filterFromSearchParams } from '@courant/filter'
import { type Db, Prisma, type WebhookEvent } from '@courant/prisma'
import { LRUCache } from 'lru-cache'

import { tryHold } from '../advisory-lock.ts'
import { CourantError } from '../errors.ts'
import { type EventBatch, type EventPosition, readEvents } from '../events/log.ts'
import { comparePositions } from '../events/position.ts'
import { resolveFilter, type ResolvedFilter } from '../filter/resolve.ts'
import type { Transaction } from '../transaction.ts'
import { queueDeliveries, type Told } from './queue.ts'
import { haltWebhooks } from './webhook.ts'

export interface FanOut {
  /** Deliveries that were queued. */
  queued: number
  /** There is more to do: call again at once. */
  more: boolean
  /** Events exist that a transaction still running holds back: call again soon. */
  pending: boolean
}

/** Queues what webhooks are to be told. */
export type FanOutWebhooks = () => Promise<FanOut>

const eventsAtOnce = 500
const idle: FanOut = { queued: 0, more: false, pending: false }
/** "webh" */
const lock = 0x77656268
/** Milliseconds. */
const longTransaction = { timeout: 60_000 }

/**
 * Queues deliveries for what the event log has brought since the last time. The log is read once for all
 * webhooks; one that was made, or went on, after the others reads up to where they are by itself. How far it
 * was read is written together with the deliveries, so nothing is left out or queued twice, wherever the
 * process dies. Any number of workers may call it at the same time: one works, the others come back with
 * nothing done.
 *
 * What filters mean is kept for a minute: names change rarely, and asking takes longer than matching.
 */
export function createWebhookFanOut(db: Db): FanOutWebhooks {
  const meanings = new LRUCache<string, ResolvedFilter>({ max: 5_000, ttl: 60_000 })
  const meaningOf = async (query: string) => {
    const known = meanings.get(query)
    if (known) return known
    const meaning = await resolveFilter(db, filterFromSearchParams(new URLSearchParams(query)))
    meanings.set(query, meaning)
    return meaning
  }
  return () => db.$transaction((tx) => fanOut(db, tx, meaningOf), longTransaction)
}

interface Listening extends Told {
  /** Null for one that is as far as the others. */
  position: EventPosition | null
}

async function fanOut(
  db: Db,
  tx: Transaction,
  meaningOf: (query: string) => Promise<ResolvedFilter>,
): Promise<FanOut> {
  if (!(await tryHold(tx, lock))) return idle
  const { xid, seq } = await tx.webhookProgress.findUniqueOrThrow({ where: { id: 1 } })
  const from = { xid, seq }
  const batch = await readEvents(tx, from, eventsAtOnce)
  // Most of the time there is nothing to tell, and then nobody has to be asked what they want.
  if (batch.events.length === 0 && !(await isAnyBehind(tx, from))) {
    return { ...idle, pending: batch.pending }
  }
  await haltOrphans(tx)
  const webhooks = await listening(tx, meaningOf)
  const late = webhooks.flatMap(({ position, ...told }) =>
    position ? [{ ...told, position }] : [],
  )
  const others = webhooks.filter(({ position }) => position === null)

  const ahead = await tellOthers(db, tx, { from, batch, others, late })
  const behind = await catchUp(db, tx, late, ahead.position)
  return {
    queued: ahead.queued + behind.queued,
    more: ahead.more || behind.more,
    pending: batch.pending,
  }
}

/** Whether a webhook is to be brought up to where the log was read. */
async function isAnyBehind(tx: Transaction, { xid, seq }: EventPosition): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT FROM webhook WHERE state = 'ACTIVE' AND (xid, seq) <= (${xid}, ${seq}) LIMIT 1`)
  return rows.length > 0
}

interface Late extends Told {
  position: EventPosition
}

/** Tells those that are as far as the log was read what comes next. */
async function tellOthers(
  db: Db,
  tx: Transaction,
  {
    from,
    batch,
    others,
    late,
  }: { from: EventPosition; batch: EventBatch; others: readonly Told[]; late: readonly Late[] },
): Promise<Pick<FanOut, 'queued' | 'more'> & { position: EventPosition }> {
  const first = firstOf(late)
  // Nobody has to be told of what lies before the first of those that are to come.
  const leap = others.length === 0 && first && comparePositions(first, from) > 0
  const position = leap ? first : batch.position
  if (comparePositions(position, from) === 0) return { queued: 0, more: false, position }
  const queued = leap ? 0 : await queueDeliveries(db, tx, batch.events, others)
  await tx.webhookProgress.update({ where: { id: 1 }, data: position })
  return { queued, more: leap ? true : batch.more, position }
}

function firstOf(late: readonly Late[]): EventPosition | undefined {
  return late.map(({ position }) => position).toSorted(comparePositions)[0]
}

/** Reads for those that are behind, up to where the others are, and has them go on with the others there. */
async function catchUp(
  db: Db,
  tx: Transaction,
  late: readonly Late[],
  reach: EventPosition,
): Promise<Pick<FanOut, 'queued' | 'more'>> {
  const behind = late.filter(({ position }) => comparePositions(position, reach) <= 0)
  const first = firstOf(behind)
  if (!first) return { queued: 0, more: false }

  const batch = await readEvents(tx, first, eventsAtOnce)
  const events = batch.events.filter((event) => comparePositions(event, reach) <= 0)
  const more = batch.more && events.length === batch.events.length
  const end = more ? batch.position : reach
  let queued = 0
  for (const [position, webhooks] of byPosition(behind)) {
    const missed = events.filter((event) => comparePositions(event, position) > 0)
    queued += await queueDeliveries(db, tx, missed, webhooks)
  }
  const reached = behind.filter(({ position }) => comparePositions(position, end) <= 0)
  const ids = reached.map(({ id }) => id)
  const { xid, seq } = more ? end : { xid: null, seq: null }
  await tx.webhook.updateMany({ where: { id: { in: ids }, state: 'ACTIVE' }, data: { xid, seq } })
  // Those that were waited for are read for at once, with the others.
  return { queued, more: more || reached.length > 0 }
}

function byPosition(webhooks: readonly Late[]): Iterable<[EventPosition, Late[]]> {
  const groups = new Map<string, [EventPosition, Late[]]>()
  for (const webhook of webhooks) {
    const { position } = webhook
    const key = `${position.xid} ${position.seq}`
    const group = groups.get(key) ?? [position, []]
    group[1].push(webhook)
    groups.set(key, group)
  }
  return groups.values()
}

/** Whoever may not come in any more is told nothing any more. */
async function haltOrphans(tx: Transaction): Promise<void> {
  const orphans = await tx.$queryRaw<{ id: string; ofKey: boolean }[]>(Prisma.sql`
    SELECT w.id, k.id IS NOT NULL AS "ofKey" FROM webhook w
      LEFT JOIN account a ON a.id = w.account_id LEFT JOIN api_key k ON k.id = w.api_key_id
    WHERE w.state = 'ACTIVE' AND (a.disabled_at IS NOT NULL OR k.revoked_at IS NOT NULL
      OR k.expires_at <= now())`)
  const halt = (ofKey: boolean, reason: string) => {
    const ids = orphans.filter((each) => each.ofKey === ofKey).map(({ id }) => id)
    return ids.length === 0 ? null : haltWebhooks(tx, ids, reason)
  }
  await halt(true, 'The API key that made it was revoked or has expired.')
  await halt(false, 'An admin keeps its owner from signing in.')
}

/** The webhooks that are to be told, with what their filters mean; those that mean nothing are disabled. */
async function listening(
  tx: Transaction,
  meaningOf: (query: string) => Promise<ResolvedFilter>,
): Promise<Listening[]> {
  const rows = await tx.webhook.findMany({
    where: { state: 'ACTIVE' },
    select: {
      id: true,
      query: true,
      events: true,
      since: true,
      xid: true,
      seq: true,
      savedFeed: { select: { query: true } },
    },
    orderBy: { id: 'asc' },
  })
  const webhooks: Listening[] = []
  for (const { id, query, savedFeed, events, since, xid, seq } of rows) {
    const asked = query ?? savedFeed?.query
    try {
      if (asked === undefined) await haltWebhooks(tx, [id], 'Its saved feed was removed.')
      else {
        const position = xid === null || seq === null ? null : { xid, seq }
        const wanted = new Set<WebhookEvent>(events)
        webhooks.push({ id, filter: await meaningOf(asked), events: wanted, since, position })
      }
    } catch (error) {
      if (!(error instanceof CourantError)) throw error
      await haltWebhooks(tx, [id], `Its filter cannot be asked any more. ${error.message}`)
    }
  }
  return webhooks
}
