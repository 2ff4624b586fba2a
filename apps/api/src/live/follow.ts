import { setTimeout as sleep } from 'node:timers/promises'

import {
  comparePositions,
  earlier,
  eventCursor,
  type EventPosition,
  later,
  matches,
  readEvents,
  type ResolvedFilter,
} from '@courant/feed'
import type { Db } from '@courant/prisma'

import type { Following } from './begin.ts'
import { type EventOf, type LiveKind, readLive } from './live-event.ts'
import { Queue, type Taker } from './queue.ts'
import type { EventReader } from './reader.ts'
import { type LiveStream, readable } from './stream.ts'

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
const replayBatch = 200
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
    const replayed = await reader.gate(() => replay(subscription, position))
    for (const event of replayed.events) {
      if (queue.isClosed()) return
      replayedTo = event.position
      await new Promise<void>((taken) => taker.take(event, { taken }))
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

/**
 * The next stretch of the log on the way to where the reader is. It may be read in a replica that is not there
 * yet while the reader has been reading another database; then it goes as far as could be read.
 */
async function replay<Kind extends LiveKind>(
  { db, reader, kind, filter }: Subscription<Kind>,
  after: EventPosition,
): Promise<{ events: EventOf[Kind][]; position: EventPosition }> {
  const goal = reader.position()
  const batch = await readEvents(db, after, replayBatch)
  const read = await readLive(db, kind, batch.events)
  const readable = { xid: batch.horizon, seq: 0n }
  return {
    events: read.filter(({ facts }) => matches(filter, facts)).map(({ event }) => event),
    position: batch.more ? batch.position : later(batch.position, earlier(goal, readable)),
  }
}
