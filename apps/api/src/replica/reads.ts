import {
  listenForRings,
  noteWriting,
  type Rung,
  watchWal,
  type WalWatch,
  writtenBy,
} from '@courant/feed'
import { createDb, type Db } from '@courant/prisma'

import type { Visit } from '../auth/visit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Log } from '../log.ts'
import { followReplica, type Replica } from './follow-replica.ts'

/** Where is read: on the primary, or on a replica of it as long as that keeps up. */
export interface Reads {
  /** What answers everybody in particular and nobody now. Another one tomorrow: ask each time. */
  db(): Db
  /** What answers this viewer now: it has what they wrote. */
  dbFor(viewer: Viewer): Promise<Db>
  /** After what somebody wrote is committed, and before they are told so. */
  noteWriting(by: { viewer: Viewer; visit: Visit | null }): Promise<void>
  /**
   * As `listenForRings`: calls `onRing` when something was written, as soon as `db()` has it, and when
   * `db()` has become another.
   */
  listen(onRing: (of: Rung) => void, onDeaf: () => void): Promise<{ close(): Promise<void> }>
  close(): Promise<void>
}

/** @param url of the same database */
export function readPrimary(db: Db, url: string): Reads {
  return {
    db: () => db,
    dbFor: async () => db,
    noteWriting: async () => {},
    listen: (onRing, onDeaf) => listenForRings(url, onRing, onDeaf),
    close: async () => {},
  }
}

export interface ReplicaSettings {
  url: string
  /** Milliseconds that it may be behind. */
  maxLag: number
}

/**
 * Reads a replica. It need not be there yet.
 * @throws {Error} where it is one of another database
 */
export async function readReplica(
  db: Db,
  url: string,
  { url: replicaUrl, maxLag }: ReplicaSettings,
  log: Log,
): Promise<Reads> {
  const watches = { primary: watchWal(url, maxLag), replica: watchWal(replicaUrl, maxLag) }
  const replicaDb = createDb(replicaUrl)
  let onReached: (of: Rung) => void = () => {}
  let replica: Replica | undefined
  async function close(): Promise<void> {
    await replica?.stop()
    await Promise.all([watches.primary.close(), watches.replica.close(), replicaDb.$disconnect()])
  }
  try {
    await assertSame(watches)
    replica = await followReplica({ ...watches, maxLag, log, onReached: (of) => onReached(of) })
  } catch (error) {
    await close()
    throw error
  }
  const { keepsUp, has, hear } = replica
  return {
    db: () => (keepsUp() ? replicaDb : db),
    async dbFor(viewer) {
      if (!keepsUp()) return db
      const id = idOf(viewer)
      const written = id === null ? null : await writtenBy(db, id)
      return written === null || (await has(written)) ? replicaDb : db
    },
    async noteWriting({ viewer, visit }) {
      const id = idOf(viewer)
      const token = visit?.begun()
      try {
        if (token) await noteWriting(db, { token })
        else if (id !== null) await noteWriting(db, { id })
      } catch (error) {
        log.warn('Whoever wrote may not see it at once', { error })
      }
      // What rings no bell is seen too by whoever wrote, and then by all.
      hear('names')
    },
    async listen(onRing, onDeaf) {
      let hearing = true
      onReached = (of) => {
        if (hearing) onRing(of)
      }
      const onHeard = (of: Rung) => {
        hearing = true
        hear(of)
      }
      return listenForRings(url, onHeard, () => {
        hearing = false
        onDeaf()
      })
    },
    close,
  }
}

async function assertSame({ primary, replica }: Record<'primary' | 'replica', WalWatch>) {
  // One that does not answer is not another one.
  const there = await replica.identity().catch(() => null)
  if (there === null || there === (await primary.identity())) return
  throw new Error(
    'DATABASE_REPLICA_URL leads to another database than that of DATABASE_URL. Name a streaming replica of it.',
  )
}

function idOf(viewer: Viewer): string | null {
  if (viewer.kind === 'anonymous') return null
  return viewer.kind === 'key' ? viewer.id : viewer.sessionId
}
