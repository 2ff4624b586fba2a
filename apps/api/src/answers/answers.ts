import { LRUCache } from 'lru-cache'

/** What was answered, ready to be sent. */
export interface Answer {
  /** JSON of `data`. */
  data: string
  /** What the operation costs whoever asks. */
  cost: number
}

/** Answers that are the same for everybody, kept until something is written. */
export interface Answers {
  /** Undefined where none is kept, or where it cannot be told whether it still holds. */
  get(key: string): Answer | undefined
  /**
   * The answer that is kept, or else what `make` gives; several who ask at once wait for one. What was being
   * made while something was written is given to those who asked before, and is not kept.
   * @param make null for what is not to be kept; they who waited for it make their own
   */
  getOrMake(key: string, make: () => Promise<Answer | null>): Promise<Answer | null>
  /** Something was written, or may have been. */
  forget(): void
  /** From now on nobody would say when something is written, until the next `forget`. */
  distrust(): void
  /** Bytes that are kept. */
  size(): number
}

/**
 * Some fields depend on the time of day, by a little: a timeline ends now. What is written is never waited
 * for: it makes everything be forgotten at once.
 */
const longest = 10_000

/** @param maxBytes 0 keeps nothing */
export function createAnswers(maxBytes: number): Answers {
  const kept =
    maxBytes > 0
      ? new LRUCache<string, Answer>({
          maxSize: maxBytes,
          // A character takes one byte or two.
          sizeCalculation: ({ data }, key) => 2 * (data.length + key.length) + 500,
          ttl: longest,
        })
      : null
  const making = new Map<string, Promise<Answer | null>>()
  let generation = 0
  let trusted = true

  async function makeFirst(
    key: string,
    make: () => Promise<Answer | null>,
  ): Promise<Answer | null> {
    const begun = generation
    const promise = make()
    making.set(key, promise)
    try {
      const answer = await promise
      if (answer && begun === generation && trusted) kept?.set(key, answer)
      return answer
    } finally {
      if (making.get(key) === promise) making.delete(key)
    }
  }

  return {
    get: (key) => (trusted ? kept?.get(key) : undefined),
    async getOrMake(key, make) {
      if (!kept || !trusted) return make()
      const found = kept.get(key)
      if (found) return found
      const made = making.get(key)
      if (!made) return makeFirst(key, make)
      return (await made.catch(() => null)) ?? make()
    },
    forget() {
      generation += 1
      trusted = true
      kept?.clear()
      making.clear()
    },
    distrust() {
      generation += 1
      trusted = false
      kept?.clear()
      making.clear()
    },
    size: () => kept?.calculatedSize ?? 0,
  }
}
