import { type Db, Prisma, type Webhook, type WebhookEvent } from '@courant/prisma'

import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { CourantError } from '../errors.ts'
import { isUuid } from '../id.ts'
import { askedOnce, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'
import type { Transaction } from '../transaction.ts'

/** What is told of a webhook: all but what signs. */
export type WebhookRecord = Omit<Webhook, 'secret' | 'previousSecret'>

/** What a webhook can be told of. A ping is sent on demand alone. */
export type ArticleWebhookEvent = Exclude<WebhookEvent, 'PING'>

/** Whose webhooks: somebody's own; of all for an admin. */
export type WebhookOwner = { accountId: string } | { apiKeyId: string }
export type WebhookReach = WebhookOwner | 'EVERYBODY'

export const withoutSecrets = { secret: true, previousSecret: true } as const

const own = (reach: WebhookReach) => (reach === 'EVERYBODY' ? {} : reach)

/** @returns null where there is none, or it is somebody else's */
export async function findWebhook(
  db: Db | Transaction,
  reach: WebhookReach,
  id: string,
): Promise<WebhookRecord | null> {
  if (!isUuid(id)) return null
  return db.webhook.findUnique({ where: { id, ...own(reach) }, omit: withoutSecrets })
}

/** @throws {CourantError} UNKNOWN_WEBHOOK */
export async function requireWebhook(
  db: Db | Transaction,
  reach: WebhookReach,
  id: string,
): Promise<WebhookRecord> {
  const webhook = await findWebhook(db, reach, id)
  if (webhook) return webhook
  throw new CourantError('UNKNOWN_WEBHOOK', `You have no webhook "${id}".`, 'id')
}

/**
 * Webhooks, the newest first.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function webhookPage(
  db: Db,
  reach: WebhookReach,
  request: PageRequest,
): Promise<CountedPage<WebhookRecord>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const list = `webhooks ${JSON.stringify(reach)}`
  const place = (cursor: string | null | undefined, field: string) =>
    cursor == null ? undefined : readCursor(secret, list, cursor, field)[0]
  const where = own(reach)
  const found = await db.webhook.findMany({
    where: {
      ...where,
      id: { lt: place(request.after, 'after'), gt: place(request.before, 'before') },
    },
    orderBy: { id: walk.backward ? 'asc' : 'desc' },
    take: walk.size + 1,
    omit: withoutSecrets,
  })
  return {
    ...makePage(request, walk, found, ({ id }) => signCursor(secret, list, [id])),
    count: askedOnce(async () => ({ count: await db.webhook.count({ where }), exact: true })),
  }
}

/**
 * Has webhooks rest or end where they are: from there they are told what came meanwhile, when they go on.
 * @param reason in words; null for a pause, which their owner wants
 */
export async function haltWebhooks(
  db: Db | Transaction,
  ids: readonly string[],
  reason: string | null,
): Promise<void> {
  const state = reason === null ? 'PAUSED' : 'DISABLED'
  await db.$executeRaw(Prisma.sql`
    UPDATE webhook w SET state = ${state}::"WebhookState", reason = ${reason},
      xid = coalesce(w.xid, p.xid), seq = coalesce(w.seq, p.seq)
    FROM webhook_progress p WHERE w.id = ANY(${[...ids]}::uuid[]) AND w.state = 'ACTIVE'`)
}
