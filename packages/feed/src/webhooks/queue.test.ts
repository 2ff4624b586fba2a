import type { ArticleFilter } from '@courant/filter'
import type { Db } from '@courant/prisma'
import { settled } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createApiKey, revokeApiKey } from '../accounts/api-keys.ts'
import { articlePage } from '../articles/page.ts'
import { removeArticle } from '../articles/remove.ts'
import { mention } from '../draft.fixture.ts'
import { createSavedFeed, removeSavedFeed, updateSavedFeed } from '../readers/saved-feeds.ts'
import { groupArticles } from '../stories/group.ts'
import { createWebhook, updateWebhook } from './change.ts'
import { createWebhookFanOut } from './fan-out.ts'
import { claimDeliveries } from './sending.ts'
import { findWebhook } from './webhook.ts'
import { createTestWebhooks, receiver, type TestWebhooks } from './webhooks.fixture.ts'

let db: Db
let test: TestWebhooks
beforeAll(async () => {
  test = await createTestWebhooks()
  ;({ db } = test)
})
beforeEach(() => test.reset())
afterAll(() => test.close())

const ids = async (webhook: { id: string }) => (await test.queuedOf(webhook)).map(([, id]) => id)

/** Milliseconds; others may use the machine too. */
const patient = { timeout: 60_000 }

describe('what is queued', () => {
  it('is what comes in after the webhook was made, once, also where several fan out at once', async () => {
    await test.save()
    const webhook = await test.make()
    const articles = [await test.save(), await test.save(), await test.save()]
    await settled(db)
    const fans = Array.from({ length: 4 }, () => createWebhookFanOut(db))
    await Promise.all(fans.map((fan) => fan()))
    await Promise.all(fans.map((fan) => fan()))
    expect(await ids(webhook)).toEqual(articles)
    expect(await test.fanOut()).toBe(0)
  })

  it('waits for a transaction that began earlier, and has both in order', async () => {
    const early = await test.save()
    const webhook = await test.make()
    await test.fanOut()
    const fan = createWebhookFanOut(db)
    const late = await db.$transaction(async (tx) => {
      await tx.articleEvent.create({ data: { kind: 'ADDED', articleId: early, revision: 1 } })
      const id = await test.save()
      expect(await fan()).toEqual({ queued: 0, more: false, pending: true })
      return id
    }, patient)
    expect(await test.fanOut()).toBe(2)
    expect(await ids(webhook)).toEqual([early, late])
  })

  it('is read once for all, whenever each was made', async () => {
    const early = await test.make()
    const one = await test.save()
    await test.fanOut()
    const late = await test.make()
    const two = await test.save()
    expect(await test.fanOut()).toBe(2)
    expect([await ids(early), await ids(late)]).toEqual([[one, two], [two]])
    const rows = await db.webhook.findMany({ select: { xid: true } })
    expect(rows).toEqual([{ xid: null }, { xid: null }])
  })

  it.each<[string, ArticleFilter]>([
    ['none', {}],
    ['a language', { languages: ['de'] }],
    ['an actor', { actors: { all: ['nato'] } }],
    ['words', { text: 'harbour' }],
    ['what is not', { NOT: { languages: ['en'] }, OR: [{ actors: { none: ['nato'] } }] }],
    ['a topic above', { topics: { any: ['conflict'] } }],
    ['nothing', { OR: [] }],
  ])('has the ids that the query has, for the filter %s', async (_name, filter) => {
    await test.save({ mentions: [mention('nato')] })
    const since = new Date()
    const webhook = await test.make({ filter })
    const created = [
      await test.save({ mentions: [mention('nato')], language: 'de' }),
      await test.save({ lead: 'A harbour was closed.' }),
      await test.save({ topics: [{ code: '20000056', score: 1, cues: [] }] }),
      await test.save({ language: 'de' }),
      await test.save(),
    ]
    await test.fanOut()
    const { edges } = await articlePage(db, { filter: { ...filter, publishedAfter: since } })
    const asked = edges.map(({ node }) => node.id).filter((id) => created.includes(id))
    expect((await ids(webhook)).toSorted()).toEqual(asked.toSorted())
  })

  it('has an article that comes to match later, once', async () => {
    const key = 'later'
    const webhook = await test.make({ filter: { text: 'harbour' } })
    const id = await test.save({ key })
    await test.fanOut()
    expect(await ids(webhook)).toEqual([])
    await test.save({ key, lead: 'The harbour was closed.' })
    await test.save({ key, lead: 'The harbour is open.' })
    await test.fanOut()
    expect(await test.queuedOf(webhook)).toEqual([['ARTICLE_ADDED', id]])
  })

  it('has an article that joins a story which is asked for', async () => {
    const text = 'Ministers of the alliance met in Wiesbaden to speak of the harbour of Odessa.'
    const same = (key: string) =>
      test.save({
        key,
        headline: 'Ministers meet in Wiesbaden',
        lead: text,
        mentions: [mention('nato')],
      })
    const first = await same('story-1')
    await settled(db)
    while ((await groupArticles(db)).more);
    const { storyId } = await db.article.findUniqueOrThrow({ where: { id: first } })
    const webhook = await test.make({ filter: { stories: { any: [storyId!] } } })
    const second = await same('story-2')
    await settled(db)
    while ((await groupArticles(db)).more);
    await test.fanOut()
    expect(await test.queuedOf(webhook)).toEqual([['ARTICLE_ADDED', second]])
  })

  it('has revisions and removals where they are asked for', async () => {
    const events = ['ARTICLE_ADDED', 'ARTICLE_REVISED', 'ARTICLE_REMOVED'] as const
    const webhook = await test.make({ filter: {} }, [...events])
    const deaf = await test.make({ filter: {} })
    const other = await test.make({ filter: { languages: ['de'] } }, [...events])
    const id = await test.save({ key: 'changing' })
    await test.fanOut()
    await test.save({ key: 'changing', lead: 'Another lead.' })
    await test.fanOut()
    await removeArticle(db, id)
    await test.fanOut()
    expect(await test.queuedOf(webhook)).toEqual(events.map((event) => [event, id]))
    expect(await test.queuedOf(deaf)).toEqual([['ARTICLE_ADDED', id]])
    expect(await test.queuedOf(other)).toEqual([])
  })

  it('follows a saved feed as it is changed, and ends with it', async () => {
    const { accountId } = test.owner()
    const wanted = { name: 'German', filter: { languages: ['de'] } }
    const feed = await createSavedFeed(db, accountId, wanted, null)
    const webhook = await test.make({ savedFeed: feed!.id })
    const german = await test.save({ language: 'de' })
    await test.fanOut()
    await updateSavedFeed(db, accountId, feed!.id, { filter: { languages: ['en'] } })
    const english = await test.save()
    await test.fanOut()
    expect(await ids(webhook)).toEqual([german, english])
    await removeSavedFeed(db, accountId, feed!.id)
    await test.save()
    await test.fanOut()
    expect(await findWebhook(db, test.owner(), webhook.id)).toMatchObject({
      state: 'DISABLED',
      reason: 'Its saved feed was removed.',
    })
  })

  it('waits while a webhook is paused, and comes when it goes on', async () => {
    const webhook = await test.make()
    const other = await test.make()
    const one = await test.save()
    await test.fanOut()
    await updateWebhook(db, test.owner(), webhook.id, { paused: true })
    const two = await test.save()
    await test.fanOut()
    expect([await ids(webhook), await ids(other)]).toEqual([[one], [one, two]])
    expect((await claimDeliveries(db, 10, [])).map(({ webhookId }) => webhookId)).not.toContain(
      webhook.id,
    )
    await updateWebhook(db, test.owner(), webhook.id, { paused: false })
    const three = await test.save()
    await test.fanOut()
    expect([await ids(webhook), await ids(other)]).toEqual([
      [one, two, three],
      [one, two, three],
    ])
  })

  it('ends with the key that made the webhook, and with the account', async () => {
    const { record } = await createApiKey(db, { name: 'Bot', scopes: ['WEBHOOKS_WRITE'] })
    const byKey = { apiKeyId: record.id }
    const wanted = { name: 'Bot', url: receiver, subject: { filter: {} } }
    const { webhook } = await createWebhook(db, byKey, wanted, null)
    const ofReader = await test.make()
    await revokeApiKey(db, record.id)
    await db.account.update({
      where: { id: test.owner().accountId },
      data: { disabledAt: new Date() },
    })
    await test.save()
    expect(await test.fanOut()).toBe(0)
    const states = [
      await findWebhook(db, byKey, webhook!.id),
      await findWebhook(db, test.owner(), ofReader.id),
    ]
    expect(states).toMatchObject([
      { state: 'DISABLED', reason: expect.stringContaining('revoked') },
      { state: 'DISABLED', reason: expect.stringContaining('admin') },
    ])
  })
})
