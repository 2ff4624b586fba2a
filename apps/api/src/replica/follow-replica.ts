import { setTimeout as sleep } from 'node:timers/promises'

import { createBell, type Rung, type WalPlace, type WalWatch } from '@courant/feed'

import type { Log } from '../log.ts'

/** A replica beside its primary. */
export interface Replica {
  /** Whether it is there and not too far behind: if not, the primary is read. */
  keepsUp(): boolean
  /** Whether it has everything up to a place. */
  has(place: WalPlace): Promise<boolean>
  /** Something was written: `onReached` is called once what is read has it. */
  hear(of: Rung): void
  stop(): Promise<void>
}

export interface Following {
  primary: WalWatch
  replica: WalWatch
  /** Milliseconds that it may be behind. */
  maxLag: number
  log: Log
  /** What is read now has all that was heard of before, or another database is read from now on. */
  onReached: (of: Rung) => void
}

/** How often it is looked at while nothing is heard, in milliseconds. */
const lookEvery = 1_000
/** And while it has yet to come to a place: from the first to the second, doubling. */
const firstRetry = 2
const lastRetry = 20

/** A place that the replica is to reach. */
interface Goal {
  place: WalPlace
  since: number
  /** Somebody said that there is something to be read there. */
  heard: Rung | null
}

/**
 * Looks how far a replica is: every second, and closely from when something is heard until the replica has it.
 * It counts as behind when it has not reached within `maxLag` where the primary was, and as there again when
 * it has. Of a primary that does not answer nobody is behind.
 * @returns once it was looked at for the first time
 */
export async function followReplica(following: Following): Promise<Replica> {
  const { primary, replica, maxLag, log, onReached } = following
  const bell = createBell()
  const stopping = new AbortController()
  let keepsUp = false
  let heard: Rung | null = null
  let goal: Goal | null = null
  let retry = firstRetry

  /** Where the primary is now; null where it does not answer. */
  async function nextGoal(): Promise<Goal | null> {
    const since = performance.now()
    const told = heard
    heard = null
    try {
      return { place: await primary.written(), since, heard: told }
    } catch {
      heard = both(heard, told)
      return null
    }
  }

  function giveUp(given: Goal): void {
    heard = both(heard, given.heard)
    goal = null
  }

  function turnTo(up: boolean, message: string, details?: object): void {
    if (keepsUp === up) return
    keepsUp = up
    log[up ? 'info' : 'warn'](message, details)
    onReached('names')
  }

  /** @returns milliseconds until the next look */
  async function look(): Promise<number> {
    if (!goal) retry = firstRetry
    goal ??= await nextGoal()
    let applied: WalPlace
    try {
      applied = await replica.applied()
    } catch (error) {
      if (goal) giveUp(goal)
      turnTo(false, 'The replica does not answer: the primary is read', { error })
      return lookEvery
    }
    if (!goal) return lookEvery
    if (applied >= goal.place) {
      const told = goal.heard
      goal = null
      if (!keepsUp) turnTo(true, 'The replica is read')
      else if (told) onReached(told)
      return heard ? 0 : lookEvery
    }
    if (performance.now() - goal.since > maxLag) {
      giveUp(goal)
      goal = await nextGoal()
      // What a primary that broke down had not sent yet is not waited for.
      if (goal) turnTo(false, 'The replica is too far behind: the primary is read')
    }
    if (!keepsUp) return lookEvery / 5
    return (retry = Math.min(lastRetry, 2 * retry))
  }

  async function follow(wait: number): Promise<void> {
    while (!stopping.signal.aborted) {
      if (wait === lookEvery) await bell.sleep(wait)
      else if (wait > 0) await sleep(wait)
      if (!stopping.signal.aborted) wait = await look()
    }
  }

  const followed = follow(await look())
  return {
    keepsUp: () => keepsUp,
    has: async (place) => {
      const applied = keepsUp ? await replica.applied().catch(() => null) : null
      return applied !== null && applied >= place
    },
    hear(of) {
      heard = both(heard, of)
      bell.ring()
      // Who reads the primary has it already.
      if (!keepsUp) onReached(of)
    },
    async stop() {
      stopping.abort()
      bell.ring()
      await followed
    },
  }
}

/** Whoever is told of names forgets everything. */
function both(one: Rung | null, other: Rung | null): Rung | null {
  return one === 'names' ? one : (other ?? one)
}
