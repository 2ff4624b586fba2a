import type { Db } from '@courant/prisma'

import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { CourantError } from '../errors.ts'
import { type EventPosition, forgotten } from './log.ts'

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
 * How to tell the points that cursors stand for, if the log can still be read from there. What is returned
 * throws a CourantError: BAD_CURSOR, or RESYNC_REQUIRED where events after it were dropped by age.
 */
export async function resumePositions(db: Db): Promise<(cursor: string) => EventPosition> {
  const [secret, isForgotten] = await Promise.all([instanceSecret(db), forgotten(db)])
  return (cursor) => {
    const [xid, seq] = readCursor(secret, list, cursor, 'after')
    const position = { xid: BigInt(xid!), seq: BigInt(seq!) }
    if (isForgotten(position)) {
      throw new CourantError(
        'RESYNC_REQUIRED',
        'The event log no longer reaches back to this cursor. Read `articles` again and continue from its `liveCursor`.',
        'after',
      )
    }
    return position
  }
}
