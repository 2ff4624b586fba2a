import type { Watch } from '../live/reader.ts'
import { createKept, longestKept } from './kept.ts'

/** What was answered, ready to be sent. */
export interface Answer {
  /** JSON of `data`. */
  data: string
  /** What the operation costs whoever asks. */
  cost: number
}

/** Answers that are the same for everybody, kept until something is written. */
export interface Answers extends Watch {
  /** Undefined where none is kept, or where it cannot be told whether it still holds. */
  get(key: string): Answer | undefined
  /**
   * The answer that is kept, or else what `make` gives; several who ask at once wait for one. What was being
   * made while something was written is given to those who asked before, and is not kept.
   * @param make null for what is not to be kept; they who waited for it make their own
   */
  getOrMake(key: string, make: () => Promise<Answer | null>): Promise<Answer | null>
  /** Bytes that are kept. */
  size(): number
}

/** @param maxBytes 0 keeps nothing */
export function createAnswers(maxBytes: number): Answers {
  const kept = createKept<Answer>(
    {
      maxSize: maxBytes,
      // A character takes one byte or two.
      sizeCalculation: ({ data }, key) => 2 * (data.length + key.length) + 500,
      ttl: longestKept,
    },
    ['articles', 'names'],
  )
  const making = new Map<string, Promise<Answer | null>>()

  async function makeFirst(
    key: string,
    make: () => Promise<Answer | null>,
  ): Promise<Answer | null> {
    const keep = kept.begin()
    const promise = make()
    making.set(key, promise)
    try {
      const answer = await promise
      if (answer) keep(key, answer)
      return answer
    } finally {
      if (making.get(key) === promise) making.delete(key)
    }
  }

  return {
    get: kept.get,
    async getOrMake(key, make) {
      if (maxBytes === 0 || !kept.isTrusted()) return make()
      const found = kept.get(key)
      if (found) return found
      const made = making.get(key)
      if (!made) return makeFirst(key, make)
      return (await made.catch(() => null)) ?? make()
    },
    forget(of) {
      kept.forget(of)
      making.clear()
    },
    distrust() {
      kept.distrust()
      making.clear()
    },
    size: kept.size,
  }
}
