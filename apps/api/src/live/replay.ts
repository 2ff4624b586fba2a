import {
  comparePositions,
  earlier,
  type EventPosition,
  later,
  matches,
  readEvents,
  type ResolvedFilter,
} from '@courant/feed'
import type { Db } from '@courant/prisma'
import { LRUCache } from 'lru-cache'

import { createGate } from './gate.ts'
import { type EventOf, type LiveKind, type ReadEvent, readLive } from './live-event.ts'
import { inOwnTurn } from './turns.ts'

/** What lies behind a point of the log, as far as it was read. */
export interface Replayed<Kind extends LiveKind> {
  events: EventOf[Kind][]
  /** Where to go on; the same point where nothing more can be read yet. */
  position: EventPosition
}

/** The matching events behind a point of the log, in commit order, on the way to where the reader is. */
export type Replay = <Kind extends LiveKind>(
  db: Db,
  kind: Kind,
  filter: ResolvedFilter,
  after: EventPosition,
) => Promise<Replayed<Kind>>

/** A part of the log that was read, with what its events say. */
interface Stretch<Kind extends LiveKind> {
  kind: Kind
  after: EventPosition
  read: ReadEvent<Kind>[]
  position: EventPosition
}

/** Events of a stretch. */
const length = 200
/** Stretches that are read at a time; each takes up to five connections of ten. */
const atOnce = 2
/** What an article says in a stretch may be a second old. Once nobody comes back any more none is kept. */
const limits = { max: 8, ttl: 1_000, ttlAutopurge: true }

/**
 * When a server starts anew everyone comes back at once, each behind another point; reading for ten thousand of
 * them one by one takes a minute. So a stretch of the log is read once for all who ask for it or a part of it within
 * a second, and since they have the same events, these are written once for all who asked the same of them.
 * @param goal where the reader of the log is
 */
export function createReplay(goal: () => EventPosition): Replay {
  const gate = createGate(atOnce)
  const keptOf = new WeakMap<Db, LRUCache<Stretch<LiveKind>, Stretch<LiveKind>>>()

  function keptIn(db: Db) {
    const kept = keptOf.get(db) ?? new LRUCache(limits)
    keptOf.set(db, kept)
    return kept
  }

  function known<Kind extends LiveKind>(
    db: Db,
    kind: Kind,
    after: EventPosition,
  ): Stretch<Kind> | null {
    for (const stretch of keptIn(db).values()) if (isPartOf(stretch, kind, after)) return stretch
    return null
  }

  async function read<Kind extends LiveKind>(
    db: Db,
    kind: Kind,
    after: EventPosition,
  ): Promise<Stretch<Kind>> {
    const stretch = await readStretch(db, kind, after, goal())
    keptIn(db).set(stretch, stretch)
    return stretch
  }

  return async (db, kind, filter, after) => {
    const stretch =
      known(db, kind, after) ??
      // It may have been read while others were before us.
      (await gate(async () => known(db, kind, after) ?? read(db, kind, after)))
    const isAsked = ({ event, facts }: (typeof stretch.read)[number]) =>
      comparePositions(event.position, after) > 0 && matches(filter, facts)
    const events = await inOwnTurn(() => stretch.read.filter(isAsked).map(({ event }) => event))
    return { events, position: stretch.position }
  }
}

function isPartOf<Kind extends LiveKind>(
  stretch: Stretch<LiveKind>,
  kind: Kind,
  after: EventPosition,
): stretch is Stretch<Kind> {
  return (
    stretch.kind === kind &&
    comparePositions(stretch.after, after) <= 0 &&
    comparePositions(after, stretch.position) < 0
  )
}

/**
 * It may be read in a replica that is not there yet while the reader has been reading another database; then it
 * goes as far as could be read.
 */
async function readStretch<Kind extends LiveKind>(
  db: Db,
  kind: Kind,
  after: EventPosition,
  goal: EventPosition,
): Promise<Stretch<Kind>> {
  const batch = await readEvents(db, after, length)
  const read = await readLive(db, kind, batch.events)
  const readable = { xid: batch.horizon, seq: 0n }
  const position = batch.more ? batch.position : later(batch.position, earlier(goal, readable))
  return { kind, after, read, position }
}
