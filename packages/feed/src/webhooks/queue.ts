import { type ArticleEvent, type Db, Prisma, type WebhookEvent } from '@courant/prisma'

import { factsOf } from '../articles/read.ts'
import { createGroups } from '../filter/groups.ts'
import type { ResolvedFilter } from '../filter/resolve.ts'
import { newId } from '../id.ts'
import type { Transaction } from '../transaction.ts'
import { patience } from './waits.ts'

/** A webhook that is to be told. */
export interface Told {
  id: string
  filter: ResolvedFilter
  events: ReadonlySet<WebhookEvent>
  /** Articles that came in before are not new to it when they come to match. */
  since: Date
}

interface Row {
  id: string
  webhook_id: string
  event: WebhookEvent
  article_id: string
  revision: number
  xid: string
  seq: string
  happened_at: Date
}

/**
 * Milliseconds; an article that is older is not told as new any more when it comes to match. Shorter than the
 * month for which deliveries are kept, for they say what was told.
 */
const newFor = 29 * 24 * 60 * 60 * 1_000

/**
 * Queues what webhooks are to be told of events, by the same matching as the live feed. An article is told as
 * new once: when it comes in, or when it first comes to match because it was revised, joined a story, or its
 * actors changed. So those told as new are those that the filter's query finds.
 * @returns how many deliveries that were not queued before
 */
export async function queueDeliveries(
  db: Db,
  tx: Transaction,
  events: readonly ArticleEvent[],
  webhooks: readonly Told[],
): Promise<number> {
  if (events.length === 0 || webhooks.length === 0) return 0
  const ids = [...new Set(events.map(({ articleId }) => articleId))]
  const [facts, arrivals, told] = await Promise.all([
    factsOf(db, ids),
    arrivalsOf(db, ids),
    toldBefore(db, ids, webhooks),
  ])
  const groups = createGroups<Told>()
  for (const webhook of webhooks) groups.join(webhook.filter, webhook)

  const rows: Row[] = []
  const add = (
    webhook: Told,
    event: WebhookEvent,
    { articleId, xid, seq, ...of }: ArticleEvent,
  ) => {
    rows.push({
      id: newId(),
      webhook_id: webhook.id,
      event,
      article_id: articleId,
      revision: event === 'ARTICLE_REVISED' ? of.revision : 0,
      xid: String(xid),
      seq: String(seq),
      happened_at: of.createdAt,
    })
    told.add(`${webhook.id} ${articleId}`)
  }
  for (const event of events) {
    const { kind, articleId } = event
    const isTold = (webhook: Told) => told.has(`${webhook.id} ${articleId}`)
    if (kind === 'REMOVED') {
      for (const webhook of webhooks) {
        if (webhook.events.has('ARTICLE_REMOVED') && isTold(webhook)) {
          add(webhook, 'ARTICLE_REMOVED', event)
        }
      }
      continue
    }
    const article = facts.get(articleId)
    const arrivedAt = arrivals.get(articleId)
    if (!article || !arrivedAt) continue
    for (const webhook of groups.matching(article).flatMap(({ members }) => [...members])) {
      const isNew = kind === 'ADDED' || (arrivedAt >= webhook.since && isRecent(arrivedAt))
      if (webhook.events.has('ARTICLE_ADDED') && isNew && !isTold(webhook)) {
        add(webhook, 'ARTICLE_ADDED', event)
      } else if (kind === 'REVISED' && webhook.events.has('ARTICLE_REVISED')) {
        add(webhook, 'ARTICLE_REVISED', event)
      }
    }
  }
  return insert(tx, rows)
}

function isRecent(date: Date): boolean {
  return date.getTime() > Date.now() - newFor
}

async function arrivalsOf(db: Db, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await db.article.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, ingestedAt: true },
  })
  return new Map(rows.map(({ id, ingestedAt }) => [id, ingestedAt]))
}

/** Which webhooks were told of which articles. */
async function toldBefore(
  db: Db,
  articleIds: readonly string[],
  webhooks: readonly Told[],
): Promise<Set<string>> {
  const rows = await db.delivery.findMany({
    where: {
      webhookId: { in: webhooks.map(({ id }) => id) },
      articleId: { in: [...articleIds] },
      state: { not: 'DROPPED' },
    },
    select: { webhookId: true, articleId: true },
    distinct: ['webhookId', 'articleId'],
  })
  return new Set(rows.map(({ webhookId, articleId }) => `${webhookId} ${articleId}`))
}

async function insert(tx: Transaction, rows: readonly Row[]): Promise<number> {
  if (rows.length === 0) return 0
  return tx.$executeRaw(Prisma.sql`
    INSERT INTO delivery
      (id, webhook_id, event, article_id, revision, xid, seq, happened_at, give_up_at)
    SELECT id, webhook_id, event, article_id, revision, xid, seq, happened_at,
      now() + make_interval(secs => ${patience})
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, webhook_id uuid,
      event "WebhookEvent", article_id uuid, revision int, xid bigint, seq bigint, happened_at timestamptz)
    -- One that was removed meanwhile is told nothing.
    WHERE EXISTS (SELECT FROM webhook w WHERE w.id = r.webhook_id)
    ON CONFLICT (webhook_id, article_id, event, revision) DO NOTHING`)
}
