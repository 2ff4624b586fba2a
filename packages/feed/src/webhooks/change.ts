import { type ArticleFilter, filterToSearchParams } from '@courant/filter'
import { type Db, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { ring } from '../events/doorbell.ts'
import { currentPosition } from '../events/log.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { type Claim, once } from '../once.ts'
import { holdAccount, tooMany } from '../readers/hold.ts'
import { findSavedFeed } from '../readers/saved-feeds.ts'
import type { Transaction } from '../transaction.ts'
import { newSigningSecret, signingSecretText } from './signature.ts'
import { patience } from './waits.ts'
import {
  type ArticleWebhookEvent,
  findWebhook,
  haltWebhooks,
  requireWebhook,
  type WebhookOwner,
  type WebhookReach,
  type WebhookRecord,
  withoutSecrets,
} from './webhook.ts'

/** Each costs a request for every article, so that one account must not have many thousands. */
const webhooksAtMost = 20
/** UTF-16 units. */
const longestName = 100
const longestUrl = 2_000
const longestQuery = 8_000

/** What a webhook is told: the matches of a filter, or of a saved feed as it is at any time. */
export type WebhookSubject = { filter: ArticleFilter } | { savedFeed: string }

export interface WebhookChanges {
  name?: string | null
  /** Of http or https; where it may lead is for who sends to decide. */
  url?: string | null
  subject?: WebhookSubject | null
  events?: readonly ArticleWebhookEvent[] | null
  /** False has it go on, also where it was disabled. */
  paused?: boolean | null
}

/** A webhook, with its secret where that is told. */
export interface SecretWebhook {
  webhook: WebhookRecord | null
  secret: string | null
}

/**
 * Makes a webhook, which is told what comes in from now on. Its secret is told this once.
 * @returns asked again with the same claim, the first one without its secret; null where it was removed since
 * @throws {CourantError} BAD_NAME, BAD_ADDRESS, BAD_EVENTS, BAD_FILTER, UNKNOWN_ACTOR, UNKNOWN_TOPIC,
 *   UNKNOWN_SOURCE, UNKNOWN_STORY, UNKNOWN_SAVED_FEED, TOO_MANY; what `once` throws
 */
export async function createWebhook(
  db: Db,
  owner: WebhookOwner,
  wanted: {
    name: string
    url: string
    subject: WebhookSubject
    events?: readonly ArticleWebhookEvent[] | null
  },
  claim: Claim | null,
): Promise<SecretWebhook> {
  const data = {
    ...owner,
    name: cleanName(wanted.name),
    ...addressOf(wanted.url),
    ...(await subjectOf(db, owner, wanted.subject)),
    events: cleanEvents(wanted.events ?? ['ARTICLE_ADDED']),
  }
  const secret = newSigningSecret()
  const position = await currentPosition(db)
  let made = false
  const { id } = await once(db, claim, async (tx) => {
    await holdOwner(tx, owner)
    if ((await tx.webhook.count({ where: owner })) >= webhooksAtMost) {
      throw tooMany('webhooks', webhooksAtMost)
    }
    const row = await tx.webhook.create({ data: { ...data, ...position, secret } })
    made = true
    return { id: row.id }
  })
  const webhook = await findWebhook(db, owner, id)
  return { webhook, secret: made ? signingSecretText(secret) : null }
}

/**
 * Changes what is given of a webhook.
 * @throws {CourantError} UNKNOWN_WEBHOOK, and as `createWebhook` does
 */
export async function updateWebhook(
  db: Db,
  reach: WebhookReach,
  id: string,
  changes: WebhookChanges,
): Promise<WebhookRecord> {
  const { accountId, apiKeyId } = await requireWebhook(db, reach, id)
  const owner = accountId === null ? { apiKeyId: apiKeyId! } : { accountId }
  const data = {
    ...(changes.name == null ? {} : { name: cleanName(changes.name) }),
    ...(changes.url == null ? {} : addressOf(changes.url)),
    ...(changes.events == null ? {} : { events: cleanEvents(changes.events) }),
    // What matched before the change was not wanted then.
    ...(changes.subject == null
      ? {}
      : { ...(await subjectOf(db, owner, changes.subject)), since: new Date() }),
  }
  const webhook = await db.$transaction(async (tx) => {
    await requireWebhook(tx, reach, id)
    if (changes.paused === true) await haltWebhooks(tx, [id], null)
    if (changes.paused === false) await goOn(tx, id)
    return tx.webhook.update({ where: { id }, data, omit: withoutSecrets })
  })
  if (changes.paused === false) await ring(db)
  return webhook
}

/** What waited meanwhile is tried for as long as if it were new. */
async function goOn(tx: Transaction, id: string): Promise<void> {
  const woken = await tx.$executeRaw(Prisma.sql`
    UPDATE webhook SET state = 'ACTIVE', reason = NULL, failures = 0, failing_since = NULL, rest_until = NULL
    WHERE id = ${id}::uuid AND state <> 'ACTIVE'`)
  if (woken === 0) return
  await tx.$executeRaw(Prisma.sql`
    UPDATE delivery SET next_attempt_at = least(next_attempt_at, now()),
      give_up_at = now() + make_interval(secs => ${patience})
    WHERE webhook_id = ${id}::uuid AND next_attempt_at IS NOT NULL`)
}

/**
 * Gives a webhook another secret. The one before it goes on to sign beside it for a day.
 * @throws {CourantError} UNKNOWN_WEBHOOK
 */
export async function rotateWebhookSecret(
  db: Db,
  reach: WebhookReach,
  id: string,
): Promise<{ webhook: WebhookRecord; secret: string }> {
  await requireWebhook(db, reach, id)
  const secret = newSigningSecret()
  await db.$executeRaw(Prisma.sql`
    UPDATE webhook SET previous_secret = secret, previous_until = now() + interval '1 day',
      secret = ${secret} WHERE id = ${id}::uuid`)
  return { webhook: await requireWebhook(db, reach, id), secret: signingSecretText(secret) }
}

/**
 * Removes a webhook with what it was sent; nothing more is sent to it.
 * @throws {CourantError} UNKNOWN_WEBHOOK
 */
export async function removeWebhook(db: Db, reach: WebhookReach, id: string): Promise<void> {
  await requireWebhook(db, reach, id)
  await db.webhook.deleteMany({ where: { id } })
}

async function holdOwner(tx: Transaction, owner: WebhookOwner): Promise<void> {
  if ('accountId' in owner) return holdAccount(tx, owner.accountId)
  await tx.$executeRaw(
    Prisma.sql`SELECT FROM api_key WHERE id = ${owner.apiKeyId}::uuid FOR UPDATE`,
  )
}

function cleanName(name: string): string {
  const clean = name.replace(/\s+/g, ' ').trim()
  if (clean !== '' && clean.length <= longestName) return clean
  const problem = `The name of a webhook has 1 to ${longestName} characters.`
  throw new CourantError('BAD_NAME', problem, 'name')
}

function addressOf(address: string): { url: string; host: string } {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url && /^https?:$/.test(url.protocol) && url.href.length <= longestUrl) {
    return { url: url.href, host: url.host }
  }
  const problem = `Give an address of http or https, of at most ${longestUrl} characters.`
  throw new CourantError('BAD_ADDRESS', problem, 'url')
}

function cleanEvents(events: readonly ArticleWebhookEvent[]): ArticleWebhookEvent[] {
  if (events.length > 0) return [...new Set(events)].toSorted()
  throw new CourantError('BAD_EVENTS', 'A webhook is told of one kind of event at least.', 'events')
}

async function subjectOf(
  db: Db,
  owner: WebhookOwner,
  subject: WebhookSubject,
): Promise<{ query: string | null; savedFeedId: string | null }> {
  if ('savedFeed' in subject) {
    const id = subject.savedFeed
    const found = 'accountId' in owner ? await findSavedFeed(db, owner.accountId, id) : null
    if (found) return { query: null, savedFeedId: found.id }
    throw new CourantError('UNKNOWN_SAVED_FEED', `You have no saved feed "${id}".`, 'savedFeed')
  }
  await resolveFilter(db, subject.filter)
  const query = filterToSearchParams(subject.filter).toString()
  if (query.length <= longestQuery) return { query, savedFeedId: null }
  throw new CourantError('BAD_FILTER', 'This filter is too large to be kept.', 'filter')
}
