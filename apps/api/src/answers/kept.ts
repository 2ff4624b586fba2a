import type { Rung } from '@courant/feed'
import { LRUCache } from 'lru-cache'

import type { Watch } from '../live/reader.ts'

/** What was made of the database, kept until something is written that may change it. */
export interface Kept<Value> extends Watch {
  /** Undefined where none is kept, or where it cannot be told whether it still holds. */
  get(key: string): Value | undefined
  /**
   * To be called before anything is read.
   * @returns how to keep what is made of it, which keeps nothing if something was written meanwhile
   */
  begin(): (key: string, value: Value) => void
  /** Whether this process would hear of what is written. */
  isTrusted(): boolean
  /** Of what is kept, as it is counted. */
  size(): number
}

/**
 * Milliseconds. Some fields depend on the time of day, by a little: a timeline ends now; and somebody may change
 * tables by hand. What is written is never waited for: it makes everything be forgotten at once.
 */
export const longestKept = 10_000

/**
 * @param limits `max` or `maxSize`; 0 keeps nothing
 * @param by what it is changed by
 */
export function createKept<Value extends object>(
  limits: LRUCache.Options<string, Value, unknown>,
  by: readonly Rung[],
): Kept<Value> {
  const kept = limits.max === 0 || limits.maxSize === 0 ? null : new LRUCache(limits)
  let generation = 0
  let trusted = true
  function drop(): void {
    generation += 1
    kept?.clear()
  }
  return {
    get: (key) => (trusted ? kept?.get(key) : undefined),
    begin() {
      const begun = generation
      return (key, value) => {
        if (begun === generation && trusted) kept?.set(key, value)
      }
    },
    isTrusted: () => trusted,
    forget(of) {
      trusted = true
      if (by.includes(of)) drop()
    },
    distrust() {
      trusted = false
      drop()
    },
    size: () => kept?.calculatedSize ?? 0,
  }
}
