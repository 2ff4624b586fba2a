import {
  type ArticleFilter,
  currentPosition,
  type EventPosition,
  type ResolvedFilter,
  resolveFilters,
  resumePositions,
} from '@courant/feed'
import type { Db } from '@courant/prisma'
import DataLoader from 'dataloader'

/** What is asked of a subscription. */
export interface Following {
  filter?: ArticleFilter | null | undefined
  after?: string | null | undefined
}

/** What a subscription begins with. */
export interface Beginning {
  filter: ResolvedFilter
  /** Behind what its first event lies. */
  start: EventPosition
}

/** Subscriptions that begin together, at most. */
const mostAtOnce = 500

/**
 * Begins subscriptions. Those that ask while others begin are begun together once these have: when a server
 * starts anew, or news breaks, thousands come at once, and each by itself would ask the database twice.
 *
 * What is read for a subscription is read after it asked, so it misses nothing that is written from then on.
 * @returns what throws as `resolveFilter` and `resumePositions` do, and is given where the subscriber reads
 */
export function createBeginnings(): (db: Db, asked: Following) => Promise<Beginning> {
  const beginnings = new WeakMap<Db, (asked: Following) => Promise<Beginning>>()
  return (db, asked) => {
    let begin = beginnings.get(db)
    if (!begin) beginnings.set(db, (begin = beginningsOf(db)))
    return begin(asked)
  }
}

function beginningsOf(db: Db): (asked: Following) => Promise<Beginning> {
  let last: Promise<unknown> = Promise.resolve()
  let running: Promise<unknown> = last
  const beginnings = new DataLoader<Following, Beginning>(
    async (asked) => {
      const begun = beginAll(db, asked)
      running = begun.catch(() => {})
      return begun
    },
    {
      cache: false,
      maxBatchSize: mostAtOnce,
      batchScheduleFn(begin) {
        last = last.then(async () => {
          begin()
          await running
        })
      },
    },
  )
  return (asked) => beginnings.load(asked)
}

async function beginAll(db: Db, asked: readonly Following[]): Promise<(Beginning | Error)[]> {
  const places = new Map<string, number>()
  const distinct: Following['filter'][] = []
  const placeOf = asked.map(({ filter }) => {
    const key = JSON.stringify(filter ?? {})
    const place = places.get(key) ?? distinct.push(filter) - 1
    places.set(key, place)
    return place
  })
  const [resolved, now, resume] = await Promise.all([
    resolveFilters(db, distinct),
    asked.some(({ after }) => after == null) ? currentPosition(db) : null,
    asked.some(({ after }) => after != null) ? resumePositions(db) : null,
  ])
  return asked.map(({ after }, n) => {
    const filter = resolved[placeOf[n]!]!
    if (filter instanceof Error) return filter
    try {
      return { filter, start: after == null ? now! : resume!(after) }
    } catch (error) {
      if (error instanceof Error) return error
      throw error
    }
  })
}
