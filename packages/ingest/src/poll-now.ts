import { setTimeout as sleep } from 'node:timers/promises'

import type { Db, Source } from '@courant/prisma'

import { busyPause } from './polite.ts'
import { concurrency, type PollOptions, type PollReport, pollSource, type PutOff } from './poll.ts'

/** Milliseconds after which a host that others ask all the time is given up. */
const patience = 60_000

/**
 * Polls these sources now, due or not, a few at a time. One that is paused stays so.
 * @param options.onReport told of each when it is done
 * @returns an entry per source, in the order given
 * @throws what is not a feed's fault: the database is gone, or `signal` was aborted
 */
export async function pollNow(
  db: Db,
  sources: readonly Source[],
  options: PollOptions & { onReport?: (report: PollReport | PutOff) => void } = {},
): Promise<(PollReport | PutOff)[]> {
  const reports: (PollReport | PutOff)[] = []
  const left = sources.entries()
  const work = async () => {
    for (const [at, source] of left) {
      options.signal?.throwIfAborted()
      const report = await pollPatiently(db, source, options)
      reports[at] = report
      options.onReport?.(report)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  return reports
}

async function pollPatiently(
  db: Db,
  source: Source,
  options: PollOptions,
): Promise<PollReport | PutOff> {
  const until = performance.now() + patience
  for (;;) {
    const current = (await db.source.findUnique({ where: { id: source.id } })) ?? source
    const report = await pollSource(db, current, options)
    const isBusy = report.outcome === 'PUT_OFF' && report.why === 'BUSY'
    if (!isBusy || performance.now() > until) return report
    await sleep(busyPause, undefined, { signal: options.signal })
  }
}
