import { setTimeout as sleep } from 'node:timers/promises'

import {
  comparePositions,
  eventCursor,
  type EventPosition,
  type ResolvedFilter,
} from '@courant/feed'
import type { Db } from '@courant/prisma'

import type { Following } from './begin.ts'
import type { EventOf, LiveKind } from './live-event.ts'
import { Queue, type Taker } from './queue.ts'
import type { EventReader } from './reader.ts'
import { type LiveStream, readable } from './stream.ts'
import { inOwnTurn } from './turns.ts'

/** The subscriber took its articles more slowly than they came. */
export class SubscriberTooSlowError extends Error {
  override name = 'SubscriberTooSlowError'
  /** Subscribing again with this as `after` continues without a gap. */
  readonly cursor: string

  constructor(cursor: string) {
    super('You read more slowly than articles arrive. Subscribe again with `after: cursor`.')
    this.cursor = cursor
  }
}

/** Events a subscriber may fall behind by. They are shared, so one costs a few dozen bytes. */
const maxQueued = 1_000
/** Until a replica that is behind the reader is asked again, in milliseconds. */
const waitForReplica = 20

/**
 * What happened to articles that match, each event exactly once, in commit order: first those behind the
 * cursor, then each as it happens. Without a cursor it starts with what happens from now on. Pouring fails
 * with a `SubscriberTooSlowError`.
 * @throws {CourantError} what `resolveFilters` and `resumePositions` tell, before the stream begins
 */
export async function follow<Kind extends LiveKind>(
  kind: Kind,
  { db, reader }: { db: Db; reader: EventReader },
  asked: Following,
): Promise<LiveStream<EventOf[Kind]>> {
  const { filter, start } = await reader.begin(db, asked)
  const queue = new Queue<EventOf[Kind]>(maxQueued)
  const stream = {
    pour: (taker: Taker<EventOf[Kind]>) =>
      replayThenLive({ db, reader, kind, filter, queue }, start, taker),
    close: () => queue.close(),
  }
  return { ...stream, [Symbol.asyncIterator]: () => readable(stream) }
}

interface Subscription<Kind extends LiveKind> {
  db: Db
  reader: EventReader
  kind: Kind
  filter: ResolvedFilter
  queue: Queue<EventOf[Kind]>
}

async function replayThenLive<Kind extends LiveKind>(
  subscription: Subscription<Kind>,
  start: EventPosition,
  taker: Taker<EventOf[Kind]>,
): Promise<void> {
  const { db, reader, kind, filter, queue } = subscription
  let replayedTo = start
  let leave: (() => void) | null = null

  let position = start
  if (!queue.isClosed()) leave = reader.join(kind, filter, position, queue)
  while (!leave && !queue.isClosed()) {
    const replayed = await reader.replay(db, kind, filter, position)
    for (const event of replayed.events) {
      if (queue.isClosed()) return
      replayedTo = event.position
      await give(event, taker, queue)
    }
    if (comparePositions(replayed.position, position) <= 0) await sleep(waitForReplica)
    position = replayed.position
    if (!queue.isClosed()) leave = reader.join(kind, filter, position, queue)
  }
  try {
    await queue.pour(taker)
  } finally {
    leave?.()
  }
  if (!queue.isOverrun()) return
  const last = queue.lastGiven()?.position ?? replayedTo
  throw new SubscriberTooSlowError(await eventCursor(db, last))
}

/** Returns once it was taken, or the queue is closed. Of thousands who resume together each has its turn. */
async function give<Event>(event: Event, taker: Taker<Event>, queue: Queue<Event>): Promise<void> {
  let taken = () => {}
  const over = new Promise<void>((resolve) => (taken = resolve))
  await inOwnTurn(() => (queue.isClosed() ? taken() : taker.take(event, { taken })))
  await over
}
