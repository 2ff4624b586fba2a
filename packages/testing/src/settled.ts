import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '@courant/prisma'

/**
 * Waits until every transaction that runs now has ended, in whatever database of the server. The event
 * log holds back what one of them may yet precede, and the tests of other files and packages run theirs
 * on the same server. Never to be called while the test itself holds one open.
 */
export async function settled(db: Db): Promise<void> {
  const [own] = await db.$queryRaw<{ xid: bigint }[]>`
    SELECT pg_current_xact_id()::text::bigint AS xid`
  for (;;) {
    const [running] = await db.$queryRaw<{ oldest: bigint }[]>`
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest`
    if (own && running && running.oldest > own.xid) return
    await sleep(20)
  }
}
