import {
  askedLease,
  claimDueHubs,
  claimFarewells,
  type DueHub,
  forgetHubSecret,
  leavePausedHubs,
  recordAsked,
  recordFarewell,
} from '@courant/feed'
import type { Db } from '@courant/prisma'

import { IngestError } from './errors.ts'
import { resolveHost } from './http/address.ts'
import type { FetchOptions } from './http/fetch.ts'
import { hubAddresses, subscribeToHub } from './websub.ts'

export interface HubOptions extends Pick<
  FetchOptions,
  'allowPrivateHosts' | 'contact' | 'limits' | 'signal'
> {
  /** What a token is put behind to make a callback's address: `https://news.example/websub/`. */
  callbackBase: string
}

/** How asking a hub went. */
export interface HubReport {
  sourceId: string
  hubUrl: string
  /** In words; null where the hub accepted and is going to call back. */
  problem: string | null
}

/** Claimed at once: so many that a hub which never answers is through with them before the claim lapses. */
const batch = 8

/**
 * Where hubs can call this installation, seen from its public address.
 * @throws {IngestError} SSRF_BLOCKED for an address that only machines near this one reach, UNREACHABLE
 *   for a name that nobody knows
 */
export async function callbackBaseOf(
  publicUrl: string,
  allowPrivateHosts: readonly string[],
): Promise<string> {
  const url = new URL(publicUrl)
  await resolveHost(url, allowPrivateHosts)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/websub/`
}

/**
 * Asks for the subscriptions that are due, for the first time or to renew them. Any number of processes
 * may do so at once: a subscription is claimed by one of them.
 * @throws what is not a hub's fault: the database is gone, or `signal` was aborted
 */
export async function subscribeDueHubs(db: Db, options: HubOptions): Promise<HubReport[]> {
  const reports: HubReport[] = []
  for (;;) {
    options.signal?.throwIfAborted()
    const due = await claimDueHubs(db, batch, options.callbackBase)
    if (due.length === 0) return reports
    await inTurn(due, async (hub) => {
      const problem = await ask(db, hub, options)
      await recordAsked(db, hub, problem)
      reports.push({ sourceId: hub.sourceId, hubUrl: hub.hubUrl, problem })
    })
  }
}

/**
 * Tries a hub's addresses until one accepts.
 * @returns the problem of the last one, in words
 */
async function ask(db: Db, hub: DueHub, options: HubOptions): Promise<string | null> {
  const { callbackUrl } = hub
  const request = { ...options, callbackUrl, mode: 'subscribe', leaseSeconds: askedLease } as const
  let problem: string | null = null
  for (const { url, confidential } of hubAddresses(hub.hubUrl, options.allowPrivateHosts ?? [])) {
    const secret = confidential ? hub.secret : new Uint8Array()
    // Before the hub is asked: it may push as soon as it was.
    if (!confidential && hub.secret.length > 0) await forgetHubSecret(db, hub)
    problem = await problemOf(subscribeToHub({ ...hub, hubUrl: url, secret }, request), options)
    if (problem === null) break
  }
  return problem
}

/**
 * Tells hubs to stop pushing what is not wanted any more, because a source was removed or paused or has
 * another hub.
 * @throws as `subscribeDueHubs`
 */
export async function leaveHubs(db: Db, options: HubOptions): Promise<void> {
  await leavePausedHubs(db)
  await inTurn(await claimFarewells(db, batch), async (farewell) => {
    const { callbackUrl, hubUrl, topicUrl } = farewell
    const hub = { hubUrl, topicUrl, secret: new Uint8Array() }
    const request = { ...options, callbackUrl, mode: 'unsubscribe' } as const
    await problemOf(subscribeToHub(hub, request), options)
    await recordFarewell(db, farewell)
  })
}

/** Asks all hubs at once, but each for one thing after the other. */
async function inTurn<Item extends { hubUrl: string }>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const byHost = new Map<string, Item[]>()
  for (const item of items) {
    const { host } = new URL(item.hubUrl)
    byHost.set(host, [...(byHost.get(host) ?? []), item])
  }
  const ends = await Promise.allSettled(
    [...byHost.values()].map(async (queue) => {
      for (const item of queue) await work(item)
    }),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

async function problemOf(asked: Promise<void>, { signal }: HubOptions): Promise<string | null> {
  try {
    await asked
    return null
  } catch (error) {
    if (signal?.aborted || !(error instanceof IngestError)) throw error
    return error.message
  }
}
