import { STATUS_CODES } from 'node:http'

import {
  claimDeliveries,
  createBell,
  createWebhookFanOut,
  dropDelivery,
  type DueDelivery,
  listenForRings,
  recordSent,
  releaseDeliveries,
  type Sent,
  signedHeaders,
  webhookMessages,
} from '@courant/feed'
import { type FetchLimits, type FetchOptions, IngestError, postJson } from '@courant/ingest'
import type { Db } from '@courant/prisma'

import type { Log } from './log.ts'
import { reasonOf } from './reason.ts'

/** Deliveries at once in one worker. They wait for receivers most of the time. */
const concurrency = 32
/** Milliseconds until the log and what is due are looked at without a ring. */
const pause = 1_000
/** Milliseconds until events are looked for again that a running transaction holds back; doubles. */
const firstRetry = 20
/** Milliseconds. A receiver takes note and works later. */
const limits: Partial<FetchLimits> = { connect: 5_000, firstByte: 10_000, total: 15_000 }

export interface WebhookWork {
  db: Db
  /** The database's address, for a connection of its own. */
  url: string
  options: Pick<FetchOptions, 'allowPrivateHosts' | 'contact' | 'limits'>
  log: Log
  /** Ends the work: what is being sent is given up and left to other workers. */
  signal: AbortSignal
}

export interface Webhooks {
  /** Queues what webhooks are to be told, as it comes. @throws the database is gone; to be called again later */
  queue(): Promise<void>
  /** Sends what is due, as it comes. @throws as `queue` */
  send(): Promise<void>
  close(): Promise<void>
}

/**
 * The webhooks of one worker among any number. Both kinds of work last until the signal ends them; they wake
 * when the event log grows, when something is queued, and when a receiver has answered.
 */
export function createWebhooks(work: WebhookWork): Webhooks {
  const { db, url, signal } = work
  const fanOut = createWebhookFanOut(db)
  const queueBell = createBell()
  const sendBell = createBell()
  const ringAll = () => {
    queueBell.ring()
    sendBell.ring()
  }
  signal.addEventListener('abort', ringAll, { once: true })
  /** By host. */
  const running = new Map<string, { size: number; end: Promise<void> }>()
  let listener: Awaited<ReturnType<typeof listenForRings>> | undefined

  /** Sends to one host what was claimed for it. */
  function begin(host: string, deliveries: readonly DueDelivery[]): void {
    const end = sendAll(work, deliveries).finally(() => {
      running.delete(host)
      sendBell.ring()
    })
    running.set(host, { size: deliveries.length, end })
  }

  return {
    async queue() {
      listener ??= await listenForRings(url, ringAll)
      for (let retries = 0; !signal.aborted;) {
        const { queued, more, pending } = await fanOut()
        if (queued > 0) sendBell.ring()
        retries = pending && queued === 0 ? retries + 1 : 0
        if (!more)
          await queueBell.sleep(pending ? Math.min(pause, firstRetry * 2 ** retries) : pause)
      }
    },
    async send() {
      while (!signal.aborted) {
        const busy = [...running.values()].reduce((sum, { size }) => sum + size, 0)
        const room = concurrency - busy
        const due = room > 0 ? await claimDeliveries(db, room, [...running.keys()]) : []
        for (const [host, deliveries] of byHost(due)) begin(host, deliveries)
        if (due.length === 0 || due.length >= room) await sendBell.sleep(pause)
      }
    },
    async close() {
      signal.removeEventListener('abort', ringAll)
      await Promise.all([...running.values()].map(({ end }) => end))
      await listener?.close()
    },
  }
}

function byHost(due: readonly DueDelivery[]): Map<string, DueDelivery[]> {
  const hosts = new Map<string, DueDelivery[]>()
  for (const delivery of due) {
    hosts.set(delivery.host, [...(hosts.get(delivery.host) ?? []), delivery])
  }
  return hosts
}

/** Never fails: what cannot be noted is sent again when its lease is over. */
async function sendAll(work: WebhookWork, deliveries: readonly DueDelivery[]): Promise<void> {
  const { db, log } = work
  try {
    const messages = await webhookMessages(db, deliveries)
    const sending = deliveries.map((delivery) => sendOne(work, delivery, messages.get(delivery.id)))
    for (const end of await Promise.allSettled(sending)) {
      if (end.status === 'rejected') throw end.reason
    }
  } catch (error) {
    log('error', 'Deliveries broke off and are sent again', { reason: reasonOf(error) })
  }
}

async function sendOne(
  { db, options, log, signal }: WebhookWork,
  delivery: DueDelivery,
  body: string | undefined,
): Promise<void> {
  if (body === undefined) return dropDelivery(db, delivery)
  const { id, webhookId, host } = delivery
  const sent = await post(delivery, body, options, signal)
  if (sent === null) return releaseDeliveries(db, [delivery])
  const { disabled } = await recordSent(db, delivery, sent)
  // The address may hold what only its receiver is to know.
  const facts = { webhook: webhookId, delivery: id, host, duration: sent.duration }
  if (sent.problem === null) log('debug', 'A webhook was told', facts)
  else log('info', 'A webhook could not be told', { ...facts, reason: sent.problem })
  if (disabled) log('warn', 'A webhook was disabled', { webhook: webhookId, host })
}

/** @returns null where the worker stops before there is an answer */
async function post(
  { id, url, secrets, isTrusted }: DueDelivery,
  body: string,
  options: WebhookWork['options'],
  signal: AbortSignal,
): Promise<Sent | null> {
  const begun = performance.now()
  const duration = () => Math.round(performance.now() - begun)
  try {
    const headers = signedHeaders({ id, at: new Date(), body }, secrets)
    // Only whoever may subscribe to sources may have this server ask private hosts.
    const allowPrivateHosts = isTrusted ? (options.allowPrivateHosts ?? []) : []
    const all = { ...options, limits: { ...limits, ...options.limits }, allowPrivateHosts, signal }
    const { status, words, retryAfter } = await postJson(url, body, headers, all)
    const problem = status >= 200 && status < 300 ? null : problemOf(status)
    return { status, excerpt: words, problem, retryAfter, duration: duration() }
  } catch (error) {
    if (signal.aborted) return null
    if (!(error instanceof IngestError)) throw error
    const problem = `It could not be sent: ${error.problem}.`
    return { status: null, excerpt: null, problem, retryAfter: null, duration: duration() }
  }
}

function problemOf(status: number): string {
  const answer = `The receiver answered ${`${status} ${STATUS_CODES[status] ?? ''}`.trim()}`
  return status >= 300 && status < 400 ? `${answer}; redirects are not followed.` : `${answer}.`
}
