import { claimDueSources, hasUnreadPages, type PollOutcome, recordPoll } from '@courant/feed'
import type { Db, Source } from '@courant/prisma'

import { IngestError } from './errors.ts'
import { fetchDocument, type FetchOptions } from './http/fetch.ts'
import { ingestDocument, type IngestResult } from './ingest.ts'
import type { EnrichOptions } from './save.ts'

export type PollOptions = Pick<FetchOptions, 'allowPrivateHosts' | 'contact' | 'limits'> &
  EnrichOptions

export type PollReport =
  | { source: Source; outcome: 'TAKEN'; result: IngestResult }
  | { source: Source; outcome: 'UNCHANGED' }
  | { source: Source; outcome: 'FAILED'; reason: string }

/** Seconds. */
const usualWait = 15 * 60
const longestWait = 24 * 60 * 60

/** Sources claimed at once; each is another publisher's server. */
const concurrency = 4

/**
 * Seconds until the next poll: doubled by each failure in a row, up to a day, and spread by a tenth
 * either way, so that sources which were added together are not fetched together for ever.
 * @param random 0 to 1
 */
export function nextWait(failures: number, random: number): number {
  const wait = Math.min(usualWait * 2 ** failures, longestWait)
  return Math.round(wait * (0.9 + 0.2 * random))
}

/**
 * Fetches a source's feed and takes in what is new. What goes wrong is noted at the source, in words,
 * and thrown only if it is not the feed's fault.
 */
export async function pollSource(
  db: Db,
  source: Source,
  options: PollOptions = {},
): Promise<PollReport> {
  const record = (outcome: PollOutcome) =>
    recordPoll(
      db,
      source.id,
      outcome,
      nextWait(outcome.ok ? 0 : source.failures + 1, Math.random()),
    )
  try {
    const { report, validators } = await take(db, source, options)
    await record({ ok: true, ...validators })
    return report
  } catch (error) {
    if (options.signal?.aborted) throw error
    const reason = error instanceof Error ? error.message : String(error)
    await record({ ok: false, reason })
    if (!(error instanceof IngestError)) throw error
    return { source, outcome: 'FAILED', reason }
  }
}

async function take(
  db: Db,
  source: Source,
  options: PollOptions,
): Promise<{
  report: PollReport
  validators: { etag: string | null; lastModified: string | null }
}> {
  const { feedUrl, etag, lastModified } = source
  if (!feedUrl) throw new IngestError('BAD_ADDRESS', `${source.name} has no feed address`)
  // An unchanged feed is read again for the articles whose pages are still to be read.
  const isComplete = !source.fullText || !(await hasUnreadPages(db, source.id))
  const validators = isComplete ? { etag, lastModified } : {}
  const fetched = await fetchDocument(feedUrl, { ...options, ...validators })
  if (!fetched.changed) {
    return { report: { source, outcome: 'UNCHANGED' }, validators: { etag, lastModified } }
  }
  const { bytes: content, contentType, url } = fetched
  const document = { name: feedUrl, content, contentType, url, format: 'feed' } as const
  const result = await ingestDocument(db, document, {
    source,
    model: options.model,
    fetchPage: options.fetchPage ?? ((address) => fetchDocument(address, options)),
    signal: options.signal,
  })
  return { report: { source, outcome: 'TAKEN', result }, validators: fetched }
}

/**
 * Polls every source that is due, a few at a time. Any number of processes may do so at once: a
 * source is claimed by one of them.
 * @throws what is not a feed's fault: the database is gone, or `signal` was aborted
 */
export async function pollDue(db: Db, options: PollOptions = {}): Promise<PollReport[]> {
  const reports: PollReport[] = []
  for (;;) {
    options.signal?.throwIfAborted()
    const due = await claimDueSources(db, concurrency)
    if (due.length === 0) return reports
    const polls = await Promise.allSettled(due.map((source) => pollSource(db, source, options)))
    for (const poll of polls) {
      if (poll.status === 'rejected') throw poll.reason
      reports.push(poll.value)
    }
  }
}
