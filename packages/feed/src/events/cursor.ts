import type { Db } from '@courant/prisma'

import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { CourantError } from '../errors.ts'
import { type EventPosition, isForgotten } from './log.ts'

const list = 'events'

export function signEventCursor(secret: Uint8Array, { xid, seq }: EventPosition): string {
  return signCursor(secret, list, [String(xid), String(seq)])
}

/** How cursors of points in the event log are made, for many of them. */
export async function eventCursors(db: Db): Promise<(position: EventPosition) => string> {
  const secret = await instanceSecret(db)
  return (position) => signEventCursor(secret, position)
}

/** The cursor of a point in the event log. */
export async function eventCursor(db: Db, position: EventPosition): Promise<string> {
  return signEventCursor(await instanceSecret(db), position)
}

/**
 * The point that a cursor stands for, if the log can still be read from there.
 * @throws {CourantError} BAD_CURSOR; RESYNC_REQUIRED: events after it were dropped by age
 */
export async function resumePosition(db: Db, cursor: string): Promise<EventPosition> {
  const [xid, seq] = readCursor(await instanceSecret(db), list, cursor, 'after')
  const position = { xid: BigInt(xid!), seq: BigInt(seq!) }
  if (await isForgotten(db, position)) {
    throw new CourantError(
      'RESYNC_REQUIRED',
      'The event log no longer reaches back to this cursor. Read `articles` again and continue from its `liveCursor`.',
      'after',
    )
  }
  return position
}
