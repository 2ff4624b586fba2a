import { setTimeout as sleep } from 'node:timers/promises'

import type { Log } from './log.ts'
import { reasonOf } from './reason.ts'

/** Milliseconds; the longest pause before work that failed is tried again. */
const longestPause = 30_000

/**
 * Does something again and again until it is stopped. Pauses are spread by half either way, and after
 * a failure anywhere up to a bound that doubles ("full jitter"), so that many workers neither march in
 * step nor fall together upon a database that comes back.
 * @param options.pause milliseconds between the end of one time and the beginning of the next
 */
export async function repeat(
  work: () => Promise<void>,
  { pause, signal, log }: { pause: number; signal: AbortSignal; log: Log },
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      await work()
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      const details = { reason: reasonOf(error), failures }
      log('error', 'The worker could not do its work and tries again', details)
    }
    const wait =
      failures === 0
        ? pause * (0.5 + Math.random())
        : Math.random() * Math.min(longestPause, 1_000 * 2 ** failures)
    await sleep(wait, undefined, { signal }).catch(() => {})
  }
}
