import { setTimeout as sleep } from 'node:timers/promises'

import { dueSource, dueSources, releaseHosts } from '@courant/feed'
import {
  type PollOptions,
  type PollReport,
  pollSource,
  type PutOff,
  recordFailure,
} from '@courant/ingest'
import type { Db } from '@courant/prisma'

import type { Log } from '../log.ts'
import { reasonOf } from '../reason.ts'
import { openPollQueue, type PollJob, type PollQueue } from './queue.ts'
import { openSession, type Session } from './session.ts'

/** Polls at once in one worker. They wait for publishers most of the time, each for another one. */
const concurrency = 8
/** Jobs that wait or run, in all workers together; more would only wait in another place. */
const queuedAtMost = 500
/** Milliseconds until the queue is looked at again while polls run. */
const pause = 1_000
/** Milliseconds in which other polls may end too. */
const breath = 30

export interface PollWork {
  db: Db
  /** The database's address, for connections of its own. */
  url: string
  options: Omit<PollOptions, 'holder' | 'signal'>
  log: Log
  /** Ends the work: polls that run are given up and left to other workers. */
  signal: AbortSignal
}

/** What a worker has open while it polls. */
interface Open {
  queue: PollQueue
  session: Session
  running: Set<Promise<void>>
  /** Ends all that runs: the worker is stopping, or its session is lost. */
  ending: AbortController
}

export interface Polls {
  /** Polls what is due until nothing is. @throws the database is gone; to be called again later */
  work(): Promise<void>
  /** Puts away what was left behind in the queue. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/**
 * The polls of one worker among any number. What is due, the sources say; the queue hands it out to one
 * worker each, and to another when that one dies.
 */
export function createPolls(work: PollWork): Polls {
  let open: Open | undefined
  const close = async () => {
    const closing = open
    open = undefined
    if (closing) await shut(closing)
  }
  return {
    async work() {
      try {
        open ??= await begin(work)
        while (!work.signal.aborted && (await pass(work, open))) {
          await Promise.race([...open.running, sleep(pause, undefined, { ref: false })])
          await sleep(breath)
        }
      } catch (error) {
        await close()
        throw error
      }
    },
    tidy: async () => open?.queue.tidy(),
    close,
  }
}

async function begin({ url, signal }: PollWork): Promise<Open> {
  const queue = await openPollQueue(url)
  const session = await openSession(url).catch(async (error: unknown) => {
    await queue.close()
    throw error
  })
  const ending = new AbortController()
  const end = ({ target }: Event) => ending.abort((target as AbortSignal).reason)
  signal.addEventListener('abort', end, { signal: ending.signal })
  session.lost.addEventListener('abort', end)
  if (signal.aborted) ending.abort(signal.reason)
  return { queue, session, running: new Set(), ending }
}

async function shut({ queue, session, running, ending }: Open): Promise<void> {
  ending.abort(new Error('The worker cannot go on polling'))
  await Promise.allSettled(running)
  await session.close()
  await queue.close()
}

/** Queues what is due and begins what this worker has room for; false when there is nothing to do. */
async function pass(work: PollWork, open: Open): Promise<boolean> {
  const { queue, session, running } = open
  session.lost.throwIfAborted()
  await tryAbandonedAgain(work, queue)
  await enqueue(work.db, queue)
  const room = concurrency - running.size
  const jobs = room > 0 ? await queue.take(room) : []
  for (const job of jobs) {
    const run = runJob(work, open, job).finally(() => running.delete(run))
    running.add(run)
  }
  return running.size > 0
}

async function enqueue(db: Db, queue: PollQueue): Promise<void> {
  const hosts = await queue.hosts()
  if (hosts.length >= queuedAtMost) return
  const due = await dueSources(db, queuedAtMost - hosts.length, hosts)
  if (due.length > 0) await queue.add(due)
}

async function tryAbandonedAgain({ db, log }: PollWork, queue: PollQueue): Promise<void> {
  const abandoned = await queue.failAbandoned()
  if (abandoned.length > 0) {
    log('info', 'Polls of a worker that is gone are taken over', { polls: abandoned.length })
    await releaseHosts(db, abandoned)
  }
  for (const { id, sourceId, reason } of await queue.givenUp()) {
    const source = await db.source.findUnique({ where: { id: sourceId } })
    if (source) await recordFailure(db, source, { code: 'INTERNAL', reason })
    await queue.remove([id])
  }
}

/** Never fails: a job that cannot be brought to an end is taken over as that of a dead worker. */
async function runJob(work: PollWork, open: Open, job: PollJob): Promise<void> {
  const { queue, session } = open
  const { log } = work
  try {
    if (!(await session.hold(job))) return
    try {
      if (await queue.isTaken(job)) await pollOnce(work, open, job)
    } finally {
      await session.letGo(job)
    }
  } catch (error) {
    if (!open.ending.signal.aborted) log('error', 'A poll broke off', { reason: reasonOf(error) })
  }
}

async function pollOnce(
  { db, options, log }: PollWork,
  { queue, session, ending }: Open,
  job: PollJob,
): Promise<void> {
  try {
    const source = await dueSource(db, job.sourceId)
    if (source) {
      const { signal } = ending
      tell(log, await pollSource(db, source, { ...options, holder: job.id, signal }))
    }
    await queue.remove([job.id])
  } catch (error) {
    if (session.lost.aborted) return
    if (ending.signal.aborted) return queue.remove([job.id])
    const reason = reasonOf(error)
    log('error', 'A source could not be polled, through no fault of its own', { reason })
    await queue.fail(job.id, reason)
  }
}

function tell(log: Log, report: PollReport | PutOff): void {
  const source = report.source.slug
  if (report.outcome === 'FAILED') {
    log('warn', 'A source could not be read', { source, reason: report.reason })
  } else if (report.outcome === 'TAKEN') {
    const { added, revised, unchanged } = report.result
    log('info', 'A source was read', { source, added, revised, unchanged })
  } else if (report.outcome === 'PUT_OFF') {
    log('debug', 'A source was put off', { source, reason: report.reason })
  } else log('debug', 'A source has nothing new', { source })
}
