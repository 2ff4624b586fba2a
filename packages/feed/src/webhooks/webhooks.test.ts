import type { ArticleFilter } from '@courant/filter'
import { type Db, Prisma } from '@courant/prisma'
import { createTestDb, settled, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { createApiKey, revokeApiKey } from '../accounts/api-keys.ts'
import { articlePage } from '../articles/page.ts'
import { removeArticle } from '../articles/remove.ts'
import { saveArticles } from '../articles/save.ts'
import { draft, mention, prepare } from '../draft.fixture.ts'
import { createSavedFeed, removeSavedFeed, updateSavedFeed } from '../readers/saved-feeds.ts'
import { groupArticles } from '../stories/group.ts'
import {
  createWebhook,
  removeWebhook,
  rotateWebhookSecret,
  updateWebhook,
  type WebhookSubject,
} from './change.ts'
import { deliveryPage, pingWebhook, pruneDeliveries, replayDelivery } from './deliveries.ts'
import { createWebhookFanOut } from './fan-out.ts'
import { webhookMessages } from './message.ts'
import { claimDeliveries, type DueDelivery, recordSent, releaseDeliveries } from './sending.ts'
import { type ArticleWebhookEvent, findWebhook, webhookPage } from './webhook.ts'

let test: TestDb
let db: Db
let sourceId: string
let owner: { accountId: string }
beforeAll(async () => {
  test = await createTestDb()
  ;({ db } = test)
  ;({ sourceId } = await prepare(db))
})
afterAll(() => test.close())

let count = 0
beforeEach(async () => {
  await db.webhook.deleteMany()
  count += 1
  const email = `reader-${count}@news.example`
  const account = await db.account.create({ data: { email, emailKey: email, passwordHash: '' } })
  owner = { accountId: account.id }
})

const url = 'https://receiver.example/hook'
const make = async (
  subject: WebhookSubject = { filter: {} },
  events: ArticleWebhookEvent[] = ['ARTICLE_ADDED'],
) => (await createWebhook(db, owner, { name: 'Desk', url, subject, events }, null)).webhook!

const save = async (own: Partial<Parameters<typeof draft>[0]> = {}) => {
  const key = own.key ?? `article-${(count += 1)}`
  const [saved] = await saveArticles(db, [draft({ statedAt: new Date(), ...own, sourceId, key })])
  return saved!.articleId
}

/** Until nothing is left to be queued. */
async function fanOut(by = createWebhookFanOut(db)): Promise<number> {
  await settled(db)
  let queued = 0
  for (let more = true; more;) {
    const done = await by()
    queued += done.queued
    ;({ more } = done)
  }
  return queued
}

/** What was queued of a webhook, in order. */
const queuedOf = async ({ id }: { id: string }) =>
  (await db.delivery.findMany({ where: { webhookId: id }, orderBy: { id: 'asc' } })).map(
    ({ event, articleId }) => [event, articleId],
  )
const ids = async (webhook: { id: string }) => (await queuedOf(webhook)).map(([, id]) => id)

const taken = { status: 204, excerpt: null, problem: null, retryAfter: null, duration: 12 }
const failed = { ...taken, status: 500, problem: 'The server answered 500.' }

/** Lets time pass for all that is kept of webhooks. */
async function pass(hours: number): Promise<void> {
  const by = Prisma.sql`make_interval(hours => ${hours})`
  await db.$executeRaw(Prisma.sql`
    UPDATE delivery SET next_attempt_at = next_attempt_at - ${by}, give_up_at = give_up_at - ${by}`)
  await db.$executeRaw(Prisma.sql`
    UPDATE webhook SET rest_until = rest_until - ${by}, failing_since = failing_since - ${by},
      previous_until = previous_until - ${by}`)
}

describe('what is queued', () => {
  it('is what comes in after the webhook was made, once, also where several fan out at once', async () => {
    await save()
    const webhook = await make()
    const articles = [await save(), await save(), await save()]
    await settled(db)
    const fans = Array.from({ length: 4 }, () => createWebhookFanOut(db))
    await Promise.all(fans.map((fan) => fan()))
    await Promise.all(fans.map((fan) => fan()))
    expect(await ids(webhook)).toEqual(articles)
    expect(await fanOut()).toBe(0)
  })

  it('goes on after a transaction that lasted longer than one that began later', async () => {
    const webhook = await make()
    const first = await save()
    expect(await fanOut()).toBe(1)
    const second = await save()
    expect(await fanOut()).toBe(1)
    expect(await ids(webhook)).toEqual([first, second])
  })

  it('is read once for all, whenever each was made', async () => {
    const early = await make()
    const one = await save()
    await fanOut()
    const late = await make()
    const two = await save()
    expect(await fanOut()).toBe(2)
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
    await save({ mentions: [mention('nato')] })
    const since = new Date()
    const webhook = await make({ filter })
    const created = [
      await save({ mentions: [mention('nato')], language: 'de' }),
      await save({ lead: 'A harbour was closed.' }),
      await save({ topics: [{ code: '20000056', score: 1, cues: [] }] }),
      await save({ language: 'de' }),
      await save(),
    ]
    await fanOut()
    const { edges } = await articlePage(db, { filter: { ...filter, publishedAfter: since } })
    const asked = edges.map(({ node }) => node.id).filter((id) => created.includes(id))
    expect((await ids(webhook)).toSorted()).toEqual(asked.toSorted())
  })

  it('has an article that comes to match later, once', async () => {
    const key = 'later'
    const webhook = await make({ filter: { text: 'harbour' } })
    const id = await save({ key })
    await fanOut()
    expect(await ids(webhook)).toEqual([])
    await save({ key, lead: 'The harbour was closed.' })
    await save({ key, lead: 'The harbour is open.' })
    await fanOut()
    expect(await queuedOf(webhook)).toEqual([['ARTICLE_ADDED', id]])
  })

  it('has an article that joins a story which is asked for', async () => {
    const text = 'Ministers of the alliance met in Wiesbaden to speak of the harbour of Odessa.'
    const same = (key: string) =>
      save({
        key,
        headline: 'Ministers meet in Wiesbaden',
        lead: text,
        mentions: [mention('nato')],
      })
    const first = await same('story-1')
    await settled(db)
    while ((await groupArticles(db)).more);
    const { storyId } = await db.article.findUniqueOrThrow({ where: { id: first } })
    const webhook = await make({ filter: { stories: { any: [storyId!] } } })
    const second = await same('story-2')
    await settled(db)
    while ((await groupArticles(db)).more);
    await fanOut()
    expect(await queuedOf(webhook)).toEqual([['ARTICLE_ADDED', second]])
  })

  it('has revisions and removals where they are asked for', async () => {
    const events = ['ARTICLE_ADDED', 'ARTICLE_REVISED', 'ARTICLE_REMOVED'] as const
    const webhook = await make({ filter: {} }, [...events])
    const deaf = await make({ filter: {} })
    const other = await make({ filter: { languages: ['de'] } }, [...events])
    const id = await save({ key: 'changing' })
    await fanOut()
    await save({ key: 'changing', lead: 'Another lead.' })
    await fanOut()
    await removeArticle(db, id)
    await fanOut()
    expect(await queuedOf(webhook)).toEqual(events.map((event) => [event, id]))
    expect(await queuedOf(deaf)).toEqual([['ARTICLE_ADDED', id]])
    expect(await queuedOf(other)).toEqual([])
  })

  it('follows a saved feed as it is changed, and ends with it', async () => {
    const { accountId } = owner
    const wanted = { name: 'German', filter: { languages: ['de'] } }
    const feed = await createSavedFeed(db, accountId, wanted, null)
    const webhook = await make({ savedFeed: feed!.id })
    const german = await save({ language: 'de' })
    await fanOut()
    await updateSavedFeed(db, accountId, feed!.id, { filter: { languages: ['en'] } })
    const english = await save()
    await fanOut()
    expect(await ids(webhook)).toEqual([german, english])
    await removeSavedFeed(db, accountId, feed!.id)
    await save()
    await fanOut()
    expect(await findWebhook(db, owner, webhook.id)).toMatchObject({
      state: 'DISABLED',
      reason: 'Its saved feed was removed.',
    })
  })

  it('waits while a webhook is paused, and comes when it goes on', async () => {
    const webhook = await make()
    const other = await make()
    const one = await save()
    await fanOut()
    await updateWebhook(db, owner, webhook.id, { paused: true })
    const two = await save()
    await fanOut()
    expect([await ids(webhook), await ids(other)]).toEqual([[one], [one, two]])
    expect((await claimDeliveries(db, 10, [])).map(({ webhookId }) => webhookId)).not.toContain(
      webhook.id,
    )
    await updateWebhook(db, owner, webhook.id, { paused: false })
    const three = await save()
    await fanOut()
    expect([await ids(webhook), await ids(other)]).toEqual([
      [one, two, three],
      [one, two, three],
    ])
  })

  it('ends with the key that made the webhook, and with the account', async () => {
    const { record } = await createApiKey(db, { name: 'Bot', scopes: ['WEBHOOKS_WRITE'] })
    const byKey = { apiKeyId: record.id }
    const wanted = { name: 'Bot', url, subject: { filter: {} } }
    const { webhook } = await createWebhook(db, byKey, wanted, null)
    const ofReader = await make()
    await revokeApiKey(db, record.id)
    await db.account.update({ where: { id: owner.accountId }, data: { disabledAt: new Date() } })
    await save()
    expect(await fanOut()).toBe(0)
    const states = [
      await findWebhook(db, byKey, webhook!.id),
      await findWebhook(db, owner, ofReader.id),
    ]
    expect(states).toMatchObject([
      { state: 'DISABLED', reason: expect.stringContaining('revoked') },
      { state: 'DISABLED', reason: expect.stringContaining('admin') },
    ])
  })
})

describe('what is sent', () => {
  const due = async () =>
    (await claimDeliveries(db, 100, [])).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const stateOf = async ({ id }: Pick<DueDelivery, 'id'>) =>
    db.delivery.findUniqueOrThrow({ where: { id } })

  it('is handed to one of several workers', async () => {
    await make()
    for (let n = 0; n < 4; n += 1) await save()
    await fanOut()
    const claims = await Promise.all([1, 2, 3].map(() => claimDeliveries(db, 2, [])))
    const claimed = claims.flat().map(({ id }) => id)
    expect(new Set(claimed).size).toBe(claimed.length)
    const rest = await due()
    expect(new Set([...claimed, ...rest.map(({ id }) => id)]).size).toBe(4)
    expect(await due()).toEqual([])
  })

  it('goes to a few of each host at once, so that nobody waits for a receiver that is slow', async () => {
    await make()
    const other = await createWebhook(
      db,
      owner,
      { name: 'Other', url: 'https://other.example/', subject: { filter: {} } },
      null,
    )
    for (let n = 0; n < 6; n += 1) await save()
    await fanOut()
    const hosts = (claims: DueDelivery[]) => claims.map(({ host }) => host)
    const first = hosts(await due())
    expect(first.filter((host) => host === 'receiver.example')).toHaveLength(4)
    expect(first.filter((host) => host === 'other.example')).toHaveLength(4)
    expect(hosts(await claimDeliveries(db, 10, ['other.example']))).toEqual([
      'receiver.example',
      'receiver.example',
    ])
    expect(other.secret).toMatch(/^whsec_/)
  })

  it('is sent by another worker when the one that took it is gone', async () => {
    await make()
    await save()
    await fanOut()
    const [first] = await due()
    await pass(1)
    const [again] = await due()
    expect(again).toMatchObject({ id: first!.id, attempts: 2 })
    await recordSent(db, first!, failed)
    expect(await stateOf(first!)).toMatchObject({ error: null })
    await recordSent(db, again!, taken)
    expect(await stateOf(first!)).toMatchObject({ state: 'DELIVERED', status: 204, duration: 12 })
  })

  it('is given back unharmed by a worker that stops', async () => {
    await make()
    await save()
    await fanOut()
    const [first] = await due()
    await releaseDeliveries(db, [first!])
    expect(await due()).toMatchObject([{ id: first!.id, attempts: 1 }])
  })

  it('is tried for three days, ever more rarely, and then given up with its webhook', async () => {
    const webhook = await make()
    await save()
    await fanOut()
    let attempts = 0
    let disabled = false
    for (let hour = 0; hour < 80 && !disabled; hour += 1) {
      for (const delivery of await due()) {
        attempts += 1
        ;({ disabled } = await recordSent(db, delivery, failed, 1))
      }
      await pass(1)
    }
    expect(attempts).toBeGreaterThan(12)
    expect(attempts).toBeLessThan(25)
    const [row] = await db.delivery.findMany({ where: { webhookId: webhook.id } })
    expect(row).toMatchObject({ state: 'FAILED', nextAttemptAt: null, error: failed.problem })
    expect(await findWebhook(db, owner, webhook.id)).toMatchObject({
      state: 'DISABLED',
      reason: 'Nothing could be delivered for three days. The last time: The server answered 500.',
    })
  })

  it('waits for as long as the receiver asks', async () => {
    const webhook = await make()
    await save()
    await fanOut()
    const [first] = await due()
    await recordSent(db, first!, { ...failed, status: 429, retryAfter: 7_200 }, 0)
    await pass(1)
    expect(await due()).toEqual([])
    await pass(1)
    expect(await due()).toMatchObject([{ id: first!.id }])
    await recordSent(db, { ...first!, attempts: 2 }, taken)
    expect(await findWebhook(db, owner, webhook.id)).toMatchObject({ failures: 0, restUntil: null })
  })

  it('of a receiver that fails, is one at a time', async () => {
    await make()
    for (let n = 0; n < 6; n += 1) await save()
    await fanOut()
    for (const delivery of await due()) await recordSent(db, delivery, failed, 1)
    expect(await due()).toEqual([])
    await pass(1)
    expect(await due()).toHaveLength(1)
  })

  it('ends where the receiver is gone', async () => {
    const webhook = await make()
    await save()
    await save()
    await fanOut()
    const [first] = await due()
    expect(await recordSent(db, first!, { ...failed, status: 410 })).toEqual({ disabled: true })
    expect(await stateOf(first!)).toMatchObject({ state: 'FAILED', status: 410 })
    expect(await findWebhook(db, owner, webhook.id)).toMatchObject({
      state: 'DISABLED',
      reason: 'The receiver says that it is gone for good (410).',
    })
    await expect(replayDelivery(db, owner, first!.id)).rejects.toMatchObject({
      code: 'WEBHOOK_RESTS',
    })
    await updateWebhook(db, owner, webhook.id, { paused: false })
    await pass(1)
    expect(await due()).toHaveLength(1)
  })

  it('is sent again on demand, by the same id and before all that waits', async () => {
    const webhook = await make()
    for (let n = 0; n < 5; n += 1) await save()
    await fanOut()
    const [first, ...others] = await due()
    await recordSent(db, first!, taken)
    await releaseDeliveries(db, others)
    const replayed = await replayDelivery(db, owner, first!.id)
    expect(replayed).toMatchObject({ id: first!.id, state: 'PENDING', attempts: 0 })
    const ping = await pingWebhook(db, owner, webhook.id)
    const next = (await claimDeliveries(db, 2, [])).map(({ id }) => id)
    expect(next.toSorted()).toEqual([first!.id, ping.id].toSorted())
  })

  it('is a ping but once, also where it fails', async () => {
    const webhook = await make()
    const { id } = await pingWebhook(db, owner, webhook.id)
    const [ping] = await due()
    expect(JSON.parse((await webhookMessages(db, [ping!])).get(id)!)).toMatchObject({
      type: 'ping',
      cursor: null,
      webhook: { id: webhook.id, name: 'Desk' },
    })
    await recordSent(db, ping!, failed)
    expect(await stateOf(ping!)).toMatchObject({ state: 'FAILED', status: 500 })
  })

  it('says what the API says of an article, in less than 64 KB', async () => {
    await make()
    const long = 'word '.repeat(2_000).trim()
    const id = await save({
      headline: 'Summit',
      lead: long,
      mentions: [mention('nato')],
      topics: [{ code: '16000000', score: 0.5, cues: [] }],
      takeaways: Array.from({ length: 30 }, () => ({
        text: long,
        origin: 'PUBLISHER' as const,
        evidence: null,
      })),
    })
    await fanOut()
    const [delivery] = await due()
    const body = (await webhookMessages(db, [delivery!])).get(delivery!.id)!
    expect(Buffer.byteLength(body)).toBeLessThan(64 * 1024)
    const message = JSON.parse(body) as { data: { article: { takeaways: unknown[] } } }
    expect(message).toMatchObject({
      type: 'article.added',
      timestamp: expect.stringMatching(/^\d{4}-/),
      cursor: expect.any(String),
      data: {
        article: {
          id,
          headline: 'Summit',
          source: { slug: 'gazette' },
          actors: [{ entity: { slug: 'nato', kind: 'ORGANIZATION' }, about: true }],
          topics: [{ topic: { slug: 'conflict', code: '16000000' } }],
        },
      },
    })
    expect(message.data.article.takeaways).toHaveLength(10)
  })

  it('is nothing where the article was removed meanwhile', async () => {
    await make()
    const id = await save()
    await fanOut()
    await removeArticle(db, id)
    expect(await webhookMessages(db, await due())).toEqual(new Map())
  })
})

describe('a webhook', () => {
  it('belongs to its owner, and to admins', async () => {
    const webhook = await make()
    const stranger = { accountId: crypto.randomUUID() }
    expect(await findWebhook(db, stranger, webhook.id)).toBeNull()
    await expect(removeWebhook(db, stranger, webhook.id)).rejects.toMatchObject({
      code: 'UNKNOWN_WEBHOOK',
    })
    await expect(pingWebhook(db, stranger, webhook.id)).rejects.toMatchObject({
      code: 'UNKNOWN_WEBHOOK',
    })
    const { id } = await pingWebhook(db, owner, webhook.id)
    await expect(replayDelivery(db, stranger, id)).rejects.toMatchObject({
      code: 'UNKNOWN_DELIVERY',
    })
    expect((await webhookPage(db, 'EVERYBODY', {})).edges).toHaveLength(1)
    expect((await webhookPage(db, stranger, {})).edges).toEqual([])
    await removeWebhook(db, 'EVERYBODY', webhook.id)
    expect(await db.delivery.count({ where: { id } })).toBe(0)
  })

  it('never shows its secret but when it is made or changed', async () => {
    const { webhook, secret } = await createWebhook(
      db,
      owner,
      { name: 'Desk', url, subject: { filter: {} } },
      null,
    )
    expect(Buffer.from(secret!.replace('whsec_', ''), 'base64')).toHaveLength(32)
    expect(webhook).not.toHaveProperty('secret')
    expect((await webhookPage(db, owner, {})).edges[0]?.node).not.toHaveProperty('secret')
    const rotated = await rotateWebhookSecret(db, owner, webhook!.id)
    expect(rotated.secret).not.toBe(secret)
    await pingWebhook(db, owner, webhook!.id)
    const [ping] = await claimDeliveries(db, 1, [])
    const texts = ping!.secrets.map((each) => `whsec_${Buffer.from(each).toString('base64')}`)
    expect(texts).toEqual([rotated.secret, secret])
    await pass(25)
    await pingWebhook(db, owner, webhook!.id)
    expect((await claimDeliveries(db, 1, []))[0]?.secrets).toHaveLength(1)
  })

  it('is made once, though it is asked for twice', async () => {
    const claim = { ownerId: owner.accountId, key: 'k', input: ['webhookCreate'] }
    const wanted = { name: 'Desk', url, subject: { filter: {} } }
    const first = await createWebhook(db, owner, wanted, claim)
    const again = await createWebhook(db, owner, wanted, claim)
    expect([again.webhook?.id, again.secret]).toEqual([first.webhook?.id, null])
  })

  it('is one of 20 at most', async () => {
    for (let n = 0; n < 20; n += 1) await make()
    await expect(make()).rejects.toMatchObject({ code: 'TOO_MANY' })
  })

  it.each([
    ['BAD_NAME', { name: ' ' }],
    ['BAD_ADDRESS', { url: 'ftp://receiver.example' }],
    ['BAD_ADDRESS', { url: `https://receiver.example/${'a'.repeat(2_000)}` }],
    ['BAD_EVENTS', { events: [] }],
    ['UNKNOWN_ACTOR', { subject: { filter: { actors: { all: ['nobody'] } } } }],
    ['UNKNOWN_SAVED_FEED', { subject: { savedFeed: 'nothing' } }],
  ])('is refused with %s for %j', async (code, own) => {
    const wanted = { name: 'Desk', url, subject: { filter: {} }, ...own }
    await expect(createWebhook(db, owner, wanted, null)).rejects.toMatchObject({ code })
    const webhook = await make()
    await expect(updateWebhook(db, owner, webhook.id, own)).rejects.toMatchObject({ code })
  })

  it('forgets after a month what it was sent', async () => {
    const webhook = await make()
    await pingWebhook(db, owner, webhook.id)
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    expect(await pruneDeliveries(db, inDays(29))).toBe(0)
    expect(await pruneDeliveries(db, inDays(31))).toBe(1)
  })

  it('has a log that is paged and counted', async () => {
    const webhook = await make()
    const pings = [1, 2, 3].map(() => pingWebhook(db, owner, webhook.id))
    await Promise.all(pings)
    const page = await deliveryPage(db, webhook.id, { first: 2, state: 'PENDING' })
    const rest = await deliveryPage(db, webhook.id, {
      first: 2,
      state: 'PENDING',
      after: page.pageInfo.endCursor,
    })
    expect([page.edges.length, rest.edges.length, await page.count()]).toEqual([
      2,
      1,
      { count: 3, exact: true },
    ])
    expect((await deliveryPage(db, webhook.id, { state: 'FAILED' })).edges).toEqual([])
  })
})
