import { type Db, Prisma } from '@courant/prisma'
import { createTestDb, settled } from '@courant/testing'

import { saveArticles } from '../articles/save.ts'
import { draft, prepare } from '../draft.fixture.ts'
import { createWebhook, type WebhookSubject } from './change.ts'
import { createWebhookFanOut } from './fan-out.ts'
import type { ArticleWebhookEvent, WebhookRecord } from './webhook.ts'

export const receiver = 'https://receiver.example/hook'

export interface TestWebhooks {
  db: Db
  /** Takes all webhooks away; what is made from now on belongs to somebody else. */
  reset(): Promise<void>
  owner(): { accountId: string }
  /** One that is told of what is saved from now on. */
  make(subject?: WebhookSubject, events?: ArticleWebhookEvent[]): Promise<WebhookRecord>
  /** Saves an article; its id. */
  save(own?: Partial<Parameters<typeof draft>[0]>): Promise<string>
  /** Until nothing is left to be queued; how many were. */
  fanOut(): Promise<number>
  /** What was queued of a webhook, in order. */
  queuedOf(webhook: { id: string }): Promise<[string, string | null][]>
  /** Lets hours pass for all that is kept of webhooks. */
  pass(hours: number): Promise<void>
  close(): Promise<void>
}

/** A database of one's own in which somebody has webhooks. */
export async function createTestWebhooks(): Promise<TestWebhooks> {
  const { db, close } = await createTestDb()
  const { sourceId } = await prepare(db)
  let count = 0
  let owner = { accountId: '' }
  return {
    db,
    close,
    owner: () => owner,
    async reset() {
      await db.webhook.deleteMany()
      const email = `reader-${(count += 1)}@news.example`
      const account = await db.account.create({
        data: { email, emailKey: email, passwordHash: '' },
      })
      owner = { accountId: account.id }
    },
    async make(subject = { filter: {} }, events = ['ARTICLE_ADDED']) {
      // It is told of what a transaction that still runs anywhere keeps from the log.
      await settled(db)
      const wanted = { name: 'Desk', url: receiver, subject, events }
      return (await createWebhook(db, owner, wanted, null)).webhook!
    },
    async save(own = {}) {
      const key = own.key ?? `article-${(count += 1)}`
      const [saved] = await saveArticles(db, [
        draft({ statedAt: new Date(), ...own, sourceId, key }),
      ])
      return saved!.articleId
    },
    async fanOut() {
      await settled(db)
      const by = createWebhookFanOut(db)
      let queued = 0
      for (let more = true; more;) {
        const done = await by()
        queued += done.queued
        ;({ more } = done)
      }
      return queued
    },
    async queuedOf({ id }) {
      const rows = await db.delivery.findMany({ where: { webhookId: id }, orderBy: { id: 'asc' } })
      return rows.map(({ event, articleId }) => [event, articleId])
    },
    async pass(hours) {
      const by = Prisma.sql`make_interval(hours => ${hours})`
      await db.$executeRaw(Prisma.sql`
        UPDATE delivery SET next_attempt_at = next_attempt_at - ${by}, give_up_at = give_up_at - ${by}`)
      await db.$executeRaw(Prisma.sql`
        UPDATE webhook SET rest_until = rest_until - ${by}, failing_since = failing_since - ${by},
          previous_until = previous_until - ${by}`)
    },
  }
}
