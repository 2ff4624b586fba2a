import { type Db, type Delivery, type DeliveryState, Prisma } from '@courant/prisma'
import { v7 } from 'uuid'

import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { CourantError } from '../errors.ts'
import { ring } from '../events/doorbell.ts'
import { isUuid, newId } from '../id.ts'
import { askedOnce, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'
import { patience } from './waits.ts'
import { requireWebhook, type WebhookReach, type WebhookRecord } from './webhook.ts'

/** Milliseconds. */
const kept = 30 * 24 * 60 * 60 * 1_000

/** What is told of a delivery. */
export type DeliveryRecord = Delivery

/**
 * What a webhook was sent and is to be sent, the latest queued first.
 * @param state those alone that are in it
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function deliveryPage(
  db: Db,
  webhookId: string,
  { state, ...request }: PageRequest & { state?: DeliveryState | null },
): Promise<CountedPage<DeliveryRecord>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const list = `deliveries ${webhookId} ${state ?? ''}`
  const place = (cursor: string | null | undefined, field: string) =>
    cursor == null ? undefined : readCursor(secret, list, cursor, field)[0]
  const where = { webhookId, state: state ?? undefined }
  const found = await db.delivery.findMany({
    where: {
      ...where,
      id: { lt: place(request.after, 'after'), gt: place(request.before, 'before') },
    },
    orderBy: { id: walk.backward ? 'asc' : 'desc' },
    take: walk.size + 1,
  })
  return {
    ...makePage(request, walk, found, ({ id }) => signCursor(secret, list, [id])),
    count: askedOnce(() => countUpTo(db, where)),
  }
}

/** Counted no further: a busy webhook has a hundred thousand. */
const countedAtMost = 10_000

async function countUpTo(db: Db, where: Prisma.DeliveryWhereInput) {
  const count = await db.delivery.count({ where, take: countedAtMost + 1 })
  return { count: Math.min(count, countedAtMost), exact: count <= countedAtMost }
}

/**
 * Has a delivery sent again, at once, whatever became of it; its id stays, so that the receiver can tell.
 * @throws {CourantError} UNKNOWN_DELIVERY; WEBHOOK_RESTS: nothing is sent to it now
 */
export async function replayDelivery(
  db: Db,
  reach: WebhookReach,
  id: string,
): Promise<DeliveryRecord> {
  const found = isUuid(id) ? await db.delivery.findUnique({ where: { id } }) : null
  const webhook = found && (await ownOf(db, reach, found.webhookId))
  if (!webhook) throw new CourantError('UNKNOWN_DELIVERY', `There is no delivery "${id}".`, 'id')
  refuseResting(webhook)
  await db.$executeRaw(Prisma.sql`
    UPDATE delivery SET state = 'PENDING', attempts = 0, next_attempt_at = ${atOnce},
      give_up_at = now() + make_interval(secs => ${patience})
    WHERE id = ${id}::uuid`)
  await callOn(db, webhook.id)
  return db.delivery.findUniqueOrThrow({ where: { id } })
}

async function ownOf(
  db: Db,
  reach: WebhookReach,
  webhookId: string,
): Promise<WebhookRecord | null> {
  return requireWebhook(db, reach, webhookId).catch((error: unknown) => {
    if (error instanceof CourantError) return null
    throw error
  })
}

/**
 * Has something without an article sent, at once, to try the receiver.
 * @throws {CourantError} UNKNOWN_WEBHOOK, WEBHOOK_RESTS
 */
export async function pingWebhook(
  db: Db,
  reach: WebhookReach,
  webhookId: string,
): Promise<DeliveryRecord> {
  refuseResting(await requireWebhook(db, reach, webhookId))
  const id = newId()
  await db.$executeRaw(Prisma.sql`
    INSERT INTO delivery (id, webhook_id, event, happened_at, next_attempt_at, give_up_at)
    SELECT ${id}::uuid, id, 'PING', now(), ${atOnce}, now() FROM webhook WHERE id = ${webhookId}::uuid`)
  await callOn(db, webhookId)
  return db.delivery.findUniqueOrThrow({ where: { id } })
}

/** Before all that waits. */
const atOnce = Prisma.sql`now() - make_interval(secs => ${patience})`

/** Somebody waits for the answer, so the receiver is asked even where it was to be left alone. */
async function callOn(db: Db, webhookId: string): Promise<void> {
  await db.webhook.updateMany({ where: { id: webhookId }, data: { restUntil: null } })
  await ring(db)
}

function refuseResting({ state }: WebhookRecord): void {
  if (state === 'ACTIVE') return
  const problem =
    state === 'PAUSED' ? 'This webhook is paused.' : 'Nothing is sent to this webhook any more.'
  throw new CourantError('WEBHOOK_RESTS', `${problem} Have it go on first.`, 'id')
}

/** Drops deliveries that were queued more than a month ago. Returns how many. */
export async function pruneDeliveries(db: Db, now: Date): Promise<number> {
  // Ids sort by their time, and the lowest of a millisecond has nothing but zeros after it.
  const oldest = v7({ msecs: now.getTime() - kept, seq: 0, random: new Uint8Array(16) })
  const { count } = await db.delivery.deleteMany({ where: { id: { lt: oldest } } })
  return count
}
