import { setTimeout as sleep } from 'node:timers/promises'

import {
  dueSource,
  dueSources,
  hasUnreadPages,
  isAnyDue,
  moveFeed,
  noteHub,
  pollSecondsOf,
  type PollProblem,
  postponePoll,
  recordPoll,
  rhythmOf,
  waitAfterFailure,
  waitFor,
} from '@courant/feed'
import type { Db, Source } from '@courant/prisma'

import { IngestError } from './errors.ts'
import type { FetchedDocument } from './http/fetch.ts'
import type { FetchOptions } from './http/guarded.ts'
import { ingestDocument, type IngestResult } from './ingest.ts'
import {
  busyPause,
  createPoliteFetcher,
  HostUnavailable,
  outwardBy,
  type PoliteFetcher,
} from './polite.ts'
import type { EnrichOptions } from './save.ts'
import { discoverHub } from './websub.ts'

export interface PollOptions
  extends Pick<FetchOptions, 'allowPrivateHosts' | 'contact' | 'limits'>, EnrichOptions {
  /** A UUID that hosts are held by while they are asked; else a new one for each poll. */
  holder?: string
}

export type PollReport =
  | { source: Source; outcome: 'TAKEN'; result: IngestResult }
  | { source: Source; outcome: 'UNCHANGED' }
  | { source: Source; outcome: 'FAILED'; reason: string }

/** A source that was not polled, because its host cannot be asked now or because another was faster. */
export interface PutOff {
  source: Source
  outcome: 'PUT_OFF'
  /** Somebody else asks its host, its host wants to be left alone, or somebody else has polled it. */
  why: 'BUSY' | 'LEFT_ALONE' | 'POLLED'
  reason: string
}

/** Sources polled at once; each is another publisher's server. */
export const concurrency = 4

/**
 * Fetches a source's feed and takes in what is new. What goes wrong is noted at the source, in words,
 * and thrown only if it is not the feed's fault; then nothing is noted.
 * @param source as it was when it was chosen; if it was polled or paused since, it is left alone
 * @throws {unknown} the database is gone, `signal` was aborted, or the fault is ours
 */
export async function pollSource(
  db: Db,
  source: Source,
  options: PollOptions = {},
): Promise<PollReport | PutOff> {
  const fetcher = createPoliteFetcher(db, options.holder)
  try {
    const held = await hold(db, source, fetcher)
    if (!held)
      return { source, outcome: 'PUT_OFF', why: 'POLLED', reason: 'it was polled meanwhile' }
    return await pollHeld(db, held, fetcher, options)
  } catch (error) {
    if (options.signal?.aborted || !(error instanceof HostUnavailable)) throw error
    await putOff(db, source, error)
    const why = error.seconds === null ? 'BUSY' : 'LEFT_ALONE'
    return { source, outcome: 'PUT_OFF', why, reason: error.message }
  } finally {
    await fetcher.leave()
  }
}

/**
 * Holds a source's host, and with it the source: whoever polls a source holds its host until it is done.
 * @returns the source as it is now; null where it was polled or paused while we waited
 * @throws {HostUnavailable}
 */
async function hold(db: Db, source: Source, fetcher: PoliteFetcher): Promise<Source | null> {
  if (source.feedUrl && URL.canParse(source.feedUrl)) {
    await fetcher.enter(new URL(source.feedUrl).host)
  }
  const held = await db.source.findUnique({ where: { id: source.id } })
  const isSame =
    held?.feedUrl === source.feedUrl &&
    held.lastPolledAt?.getTime() === source.lastPolledAt?.getTime() &&
    (held.nextPollAt === null) === (source.nextPollAt === null)
  return isSame ? held : null
}

/** A source whose own host is busy stays due: it is chosen again when that is free. */
async function putOff(db: Db, source: Source, { host, seconds }: HostUnavailable): Promise<void> {
  const isOwnHost = source.feedUrl !== null && new URL(source.feedUrl).host === host
  if (seconds !== null) await postponePoll(db, source, seconds * (1 + 0.1 * Math.random()))
  else if (!isOwnHost) await postponePoll(db, source, 5 + 10 * Math.random())
}

async function pollHeld(
  db: Db,
  source: Source,
  fetcher: PoliteFetcher,
  options: PollOptions,
): Promise<PollReport> {
  try {
    const { feedUrl, etag, lastModified } = source
    if (!feedUrl) throw new IngestError('BAD_ADDRESS', `${source.name} has no feed address`)
    // An unchanged feed is read again for the articles whose pages are still to be read.
    const isComplete = !source.fullText || !(await hasUnreadPages(db, source.id))
    const validators = isComplete ? { etag, lastModified } : {}
    const fetched = await fetcher.fetch(feedUrl, { ...options, ...validators })
    const result = fetched.changed ? await take(db, source, fetched, fetcher, options) : null
    await recordRead(db, source, fetched, result)
    return result ? { source, outcome: 'TAKEN', result } : { source, outcome: 'UNCHANGED' }
  } catch (error) {
    if (options.signal?.aborted || !(error instanceof IngestError)) throw error
    const problem = { code: error.code, reason: error.message }
    if (error.status === 410 && !error.onDetour) {
      await recordPoll(db, source, { outcome: 'GONE', problem })
    } else await recordFailure(db, source, problem, error.retryAfter)
    return { source, outcome: 'FAILED', reason: error.message }
  }
}

async function take(
  db: Db,
  source: Source,
  fetched: FetchedDocument & { changed: true },
  fetcher: PoliteFetcher,
  options: PollOptions,
): Promise<IngestResult> {
  const { model, signal } = options
  const { bytes: content, contentType, finalUrl } = fetched
  const document = { name: source.feedUrl!, content, contentType, url: finalUrl } as const
  const result = await ingestDocument(
    db,
    { ...document, format: 'feed' },
    { source, model, ...outwardBy(fetcher, options), signal },
  )
  await noteHub(db, source.id, discoverHub({ ...fetched, stated: result.stated }))
  return result
}

/** Notes that a feed was read, `result` being null where it had not changed. */
async function recordRead(
  db: Db,
  source: Source,
  fetched: FetchedDocument,
  result: IngestResult | null,
): Promise<void> {
  const { url, requestedUrl, freshFor } = fetched
  const { etag, lastModified } = fetched.changed ? fetched : source
  const hint = result?.stated.pollHint ?? null
  const found = !result ? 'UNCHANGED' : result.added > 0 ? 'NEWS' : 'NO_NEWS'
  const rhythm = await rhythmOf(db, source.id)
  const { pollSeconds: sofar } = source
  const pollSeconds = pollSecondsOf({ ...rhythm, pollSeconds: sofar, found, freshFor, hint })
  const waitSeconds = waitFor(pollSeconds, { now: rhythm.now, hint }, Math.random())
  const hasMoved = url !== requestedUrl
  const note = hasMoved ? await noteOfMove(db, source, url) : null
  await recordPoll(db, source, {
    outcome: 'READ',
    etag,
    lastModified,
    pollSeconds,
    waitSeconds,
    note,
  })
  if (hasMoved && !note) await moveFeed(db, source, url)
}

async function noteOfMove(db: Db, source: Source, feedUrl: string): Promise<PollProblem | null> {
  const other = await db.source.findUnique({ where: { feedUrl } })
  if (!other || other.id === source.id) return null
  const reason = `It has moved for good to ${feedUrl}, which ${other.name} is read from: one of them can be removed.`
  return { code: 'ADDRESS_TAKEN', reason }
}

/** Notes at a source that it could not be polled; it is tried again after a while. */
export async function recordFailure(
  db: Db,
  source: Source,
  problem: PollProblem,
  retryAfter: number | null = null,
): Promise<void> {
  const { pollSeconds } = source
  const failures = source.failures + 1
  const waitSeconds = waitAfterFailure({ pollSeconds, failures }, retryAfter, Math.random())
  await recordPoll(db, source, { outcome: 'FAILED', problem, waitSeconds })
}

/**
 * Polls every source that is due, a few at a time, and waits for hosts that others ask. Any number of
 * processes may do so at once: a source is polled by one of them.
 * @throws what is not a feed's fault: the database is gone, or `signal` was aborted
 */
export async function pollDue(
  db: Db,
  options: PollOptions & { onReport?: (report: PollReport) => void } = {},
): Promise<PollReport[]> {
  const reports: PollReport[] = []
  for (;;) {
    options.signal?.throwIfAborted()
    const due = await dueSources(db, concurrency)
    if (due.length === 0 && !(await isAnyDue(db))) return reports
    const polls = await Promise.allSettled(due.map(({ id }) => pollIfDue(db, id, options)))
    let polled = 0
    for (const poll of polls) {
      if (poll.status === 'rejected') throw poll.reason
      if (poll.value === null || poll.value.outcome === 'PUT_OFF') continue
      reports.push(poll.value)
      options.onReport?.(poll.value)
      polled += 1
    }
    if (polled === 0) await sleep(busyPause, undefined, { signal: options.signal })
  }
}

async function pollIfDue(
  db: Db,
  id: string,
  options: PollOptions,
): Promise<PollReport | PutOff | null> {
  const source = await dueSource(db, id)
  if (!source) return null
  try {
    return await pollSource(db, source, options)
  } catch (error) {
    // A fault of ours would come up again at once.
    if (!options.signal?.aborted) {
      const reason = error instanceof Error ? error.message : String(error)
      await recordFailure(db, source, { code: 'INTERNAL', reason })
    }
    throw error
  }
}
