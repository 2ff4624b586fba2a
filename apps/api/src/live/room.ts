import { setTimeout as sleep } from 'node:timers/promises'

import type { Queue } from './queue.ts'

/** Milliseconds between two looks. */
const pause = 10
/** Looks at a queue from which nothing is taken. */
const patience = 100

/**
 * Waits until all queues have room for so many items more, but not for those whose takers stand still: each
 * is waited for a second, and ten milliseconds more for every item that was taken from it meanwhile.
 *
 * It counts looks instead of reading the clock: where the machine is busy nobody gets to take anything for
 * longer than a second, and no taker is to blame.
 */
export async function untilRoom(
  queues: readonly Pick<Queue<unknown>, 'hasRoom' | 'size'>[],
  items: number,
): Promise<void> {
  const full = queues
    .filter((queue) => !queue.hasRoom(items))
    .map((queue) => ({ queue, before: queue.size() }))
  for (let looks = 0; ; looks += 1) {
    const isWaitedFor = full.some(
      ({ queue, before }) => !queue.hasRoom(items) && looks < patience + before - queue.size(),
    )
    if (!isWaitedFor) return
    await sleep(pause)
  }
}
