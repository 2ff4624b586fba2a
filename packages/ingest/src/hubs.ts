import {
  askedLease,
  claimDueHubs,
  claimFarewells,
  type DueHub,
  forgetHubSecret,
  leavePausedHubs,
  postponeFarewell,
  postponeHub,
  recordAsked,
  recordFarewell,
} from '@courant/feed'
import type { Db } from '@courant/prisma'

import { IngestError } from './errors.ts'
import { resolveHost } from './http/address.ts'
import type { FetchOptions } from './http/guarded.ts'
import { createPoliteFetcher, HostUnavailable, type PoliteFetcher } from './polite.ts'
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
/** Seconds until a hub is tried again that somebody else asks at the moment. */
const busyPause = 5

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
 * may do so at once: a subscription is claimed by one of them, and a hub asked by one.
 * @throws what is not a hub's fault: the database is gone, or `signal` was aborted
 */
export async function subscribeDueHubs(db: Db, options: HubOptions): Promise<HubReport[]> {
  const reports: HubReport[] = []
  for (;;) {
    options.signal?.throwIfAborted()
    const due = await claimDueHubs(db, batch, options.callbackBase)
    let isBusy = false
    await politely(db, due, async (hub, fetcher) => {
      const asked = await ask(db, hub, fetcher, options)
      if (asked instanceof HostUnavailable) {
        isBusy = true
        return postponeHub(db, hub, restOf(asked))
      }
      await recordAsked(db, hub, asked)
      reports.push({ sourceId: hub.sourceId, hubUrl: hub.hubUrl, problem: asked })
    })
    // The others of a busy hub are for the one who asks it.
    if (isBusy || due.length === 0) return reports
  }
}

/** Tries a hub's addresses until one accepts; tells how the last one went. */
async function ask(
  db: Db,
  hub: DueHub,
  fetcher: PoliteFetcher,
  options: HubOptions,
): Promise<Problem> {
  const { callbackUrl } = hub
  const request = { ...options, callbackUrl, mode: 'subscribe', leaseSeconds: askedLease } as const
  let problem: Problem = null
  for (const { url, confidential } of hubAddresses(hub.hubUrl, options.allowPrivateHosts ?? [])) {
    const secret = confidential ? hub.secret : new Uint8Array()
    // Before the hub is asked: it may push as soon as it was.
    if (!confidential && hub.secret.length > 0) await forgetHubSecret(db, hub)
    const asking = subscribeToHub({ ...hub, hubUrl: url, secret }, request, fetcher.post)
    problem = await problemOf(asking, options)
    if (problem === null || problem instanceof HostUnavailable) break
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
  await politely(db, await claimFarewells(db, batch), async (farewell, fetcher) => {
    const { callbackUrl, hubUrl, topicUrl } = farewell
    const hub = { hubUrl, topicUrl, secret: new Uint8Array() }
    const request = { ...options, callbackUrl, mode: 'unsubscribe' } as const
    const told = await problemOf(subscribeToHub(hub, request, fetcher.post), options)
    if (told instanceof HostUnavailable) await postponeFarewell(db, farewell, restOf(told))
    else await recordFarewell(db, farewell)
  })
}

/** Asks all hubs at once, but each for one thing after the other. */
async function politely<Item extends { hubUrl: string }>(
  db: Db,
  items: readonly Item[],
  work: (item: Item, fetcher: PoliteFetcher) => Promise<void>,
): Promise<void> {
  const byHost = new Map<string, Item[]>()
  for (const item of items) {
    const { host } = new URL(item.hubUrl)
    byHost.set(host, [...(byHost.get(host) ?? []), item])
  }
  const ends = await Promise.allSettled(
    [...byHost.values()].map(async (queue) => {
      const fetcher = createPoliteFetcher(db)
      try {
        for (const item of queue) await work(item, fetcher)
      } finally {
        await fetcher.leave()
      }
    }),
  )
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** In words, or that the hub cannot be asked now; null where it accepted. */
type Problem = string | HostUnavailable | null

async function problemOf(asked: Promise<void>, { signal }: HubOptions): Promise<Problem> {
  try {
    await asked
    return null
  } catch (error) {
    if (signal?.aborted) throw error
    if (error instanceof HostUnavailable) return error
    if (error instanceof IngestError) return error.message
    throw error
  }
}

/** Seconds until a host that cannot be asked now is tried again. */
function restOf({ seconds }: HostUnavailable): number {
  return (seconds ?? busyPause) * (1 + 0.5 * Math.random())
}
