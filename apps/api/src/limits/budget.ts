import { GraphQLError } from 'graphql'

import { errorCode } from '../errors.ts'

/** What is told of every operation, as `extensions.cost`. */
export interface Cost {
  /** Of this operation. */
  requested: number
  /** What is left of the client's budget. */
  available: number
  /** The budget when it is full, and the most that one operation may cost. */
  limit: number
  /** How much of it comes back, a second. */
  refill: number
}

export interface Budgets {
  /**
   * Takes the cost of an operation from its client's budget.
   * @throws {GraphQLError} COST_EXCEEDED for an operation that no budget would do for, RATE_LIMITED for
   *   one that has to wait, `retryAfter` seconds
   */
  spend(client: string, cost: number): Cost
  /** For whoever takes of a client's budget over and over. */
  reserveOf(client: string): Reserve
}

export interface Reserve {
  /**
   * Takes what will be spent in any case, also where the budget does not have it yet.
   * @returns how long to wait for it, in milliseconds; who asks later waits until after that
   */
  take(cost: number): number
}

/** Clients that are remembered; a budget that is full again needs no memory. */
const mostClients = 50_000

interface Bucket {
  level: number
  /** When it was so, in milliseconds. */
  at: number
  /** Whether the client has another one since. */
  isForgotten: boolean
}

/**
 * A budget for each client, full at first, that refills all the time. Kept in this process: the libraries
 * for it count requests in windows of fixed length, which let twice the limit through at their border and
 * cannot say when there will be enough.
 * @param limit what a client may spend at once
 * @param refill what comes back a second
 * @param now in milliseconds
 */
export function createBudgets(
  { limit, refill }: { limit: number; refill: number },
  now: () => number = () => performance.now(),
): Budgets {
  const buckets = new Map<string, Bucket>()

  function levelAt({ level, at }: Bucket, time: number): number {
    return Math.min(limit, level + ((time - at) / 1_000) * refill)
  }

  function forget(client: string, bucket: Bucket): void {
    buckets.delete(client)
    bucket.isForgotten = true
  }

  function makeRoom(time: number): void {
    for (const [client, bucket] of buckets) {
      if (levelAt(bucket, time) >= limit) forget(client, bucket)
    }
    // Those who came back least lately.
    const byTime = [...buckets].toSorted(([, a], [, b]) => a.at - b.at)
    for (const each of byTime.slice(0, Math.max(0, buckets.size - mostClients / 2))) forget(...each)
  }

  function bucketOf(client: string, time: number): Bucket {
    const known = buckets.get(client)
    if (known) return known
    if (buckets.size >= mostClients) makeRoom(time)
    const bucket = { level: limit, at: time, isForgotten: false }
    buckets.set(client, bucket)
    return bucket
  }

  function fill(bucket: Bucket, time: number): void {
    bucket.level = levelAt(bucket, time)
    bucket.at = time
  }

  return {
    spend(client, requested) {
      const time = now()
      const bucket = bucketOf(client, time)
      fill(bucket, time)
      const { level } = bucket
      const cost = { requested, available: Math.floor(level), limit, refill }
      if (requested > limit) throw exceeded(cost)
      if (requested > level) throw limited(cost, Math.ceil((requested - level) / refill))
      bucket.level -= requested
      return { ...cost, available: Math.floor(level - requested) }
    },
    reserveOf(client) {
      let bucket = bucketOf(client, now())
      return {
        take(cost) {
          const time = now()
          if (bucket.isForgotten) bucket = bucketOf(client, time)
          fill(bucket, time)
          bucket.level -= cost
          return bucket.level < 0 ? (-bucket.level / refill) * 1_000 : 0
        },
      }
    },
  }
}

function exceeded(cost: Cost): GraphQLError {
  return new GraphQLError(
    `This operation may cost ${cost.requested}, and ${cost.limit} is the most. Ask for fewer with \`first\`.`,
    { extensions: { code: errorCode.costExceeded, cost, http: { status: 400 } } },
  )
}

function limited(cost: Cost, retryAfter: number): GraphQLError {
  return new GraphQLError(
    `This costs ${cost.requested}, and ${cost.available} is left. Try again in ${retryAfter} s.`,
    { extensions: { code: errorCode.rateLimited, cost, retryAfter, http: { status: 429 } } },
  )
}
