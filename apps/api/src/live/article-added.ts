import {
  type ArticleFilter,
  currentPosition,
  eventCursor,
  type EventPosition,
  matches,
  readEvents,
  type ResolvedFilter,
  resolveFilter,
  resumePosition,
} from '@courant/feed'
import type { Article, Db } from '@courant/prisma'

import type { Loaders } from '../loaders.ts'
import { type AddedEvent, readAdded } from './added-event.ts'
import { closable } from './closable.ts'
import { later } from './position.ts'
import { createQueue, type Queue } from './queue.ts'
import { type EventReader, readerBatch } from './reader.ts'

/** A new article as a subscriber is given it. */
export interface AddedArticle {
  cursor: string
  article: Article
  /** What belongs to the article is read through these. */
  loaders: Loaders
}

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

/**
 * The articles that match, each exactly once, in commit order: first those behind the cursor, then
 * each as it is added. Without a cursor it starts with what is added from now on.
 * @throws {CourantError} what `resolveFilter` and `resumePosition` throw, before the stream begins
 */
export async function articleAdded(
  { db, reader }: { db: Db; reader: EventReader },
  { filter, after }: { filter?: ArticleFilter | null; after?: string | null },
): Promise<AsyncGenerator<AddedArticle, void, undefined>> {
  const [resolved, start] = await Promise.all([
    resolveFilter(db, filter),
    after == null ? currentPosition(db) : resumePosition(db, after),
  ])
  const queue = createQueue<AddedEvent>(maxQueued)
  const stream = follow(db, reader, resolved, start, queue)
  return closable(stream, () => queue.close())
}

async function* follow(
  db: Db,
  reader: EventReader,
  filter: ResolvedFilter,
  start: EventPosition,
  queue: Queue<AddedEvent>,
): AsyncGenerator<AddedArticle, void, undefined> {
  let handedOut = start
  const show = async ({ position, article, loaders }: AddedEvent): Promise<AddedArticle> => {
    handedOut = position
    return { cursor: await eventCursor(db, position), article, loaders }
  }
  let leave: (() => void) | null = null
  let fellBehind = false
  const joinAt = (after: EventPosition) =>
    reader.join(filter, {
      after,
      deliver(event) {
        if (queue.push(event) || queue.isClosed()) return
        fellBehind = true
        queue.close()
        leave?.()
      },
      hasRoom: () => queue.room() >= readerBatch,
    })

  let position = start
  leave = joinAt(position)
  while (!leave && !queue.isClosed()) {
    const replayed = await replay(db, reader, filter, position)
    for (const event of replayed.events) yield await show(event)
    position = replayed.position
    leave = joinAt(position)
  }
  try {
    for (;;) {
      const event = await queue.take()
      if (!event) break
      yield await show(event)
    }
    if (fellBehind) throw new SubscriberTooSlowError(await eventCursor(db, handedOut))
  } finally {
    leave?.()
  }
}

/** The next stretch of the log on the way to where the reader is. */
async function replay(
  db: Db,
  reader: EventReader,
  filter: ResolvedFilter,
  after: EventPosition,
): Promise<{ events: AddedEvent[]; position: EventPosition }> {
  const goal = reader.position()
  const batch = await readEvents(db, after, replayBatch)
  const added = await readAdded(db, batch.events)
  return {
    events: added.filter(({ facts }) => matches(filter, facts)).map(({ event }) => event),
    // What the reader has handed out could be read, so a log read to its end was read to there.
    position: batch.more ? batch.position : later(batch.position, goal),
  }
}
