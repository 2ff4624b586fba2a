import { type Db, Prisma } from '@courant/prisma'

import { hashOf } from '../accounts/secret.ts'
import type { WalPlace } from './wal.ts'

/** Who wrote: a session or an API key by its id, or a session that has just begun by its token. */
export type Writer = { id: string } | { token: string }

/**
 * How long it counts that somebody wrote. A replica that is further behind than this is not read from at
 * all, so whoever wrote before sees it anywhere.
 */
const counts = Prisma.sql`interval '1 minute'`

/**
 * Notes that what somebody wrote lies before where the log is now. To be called once it is committed, on
 * the primary. Drops some of the notes that do not count any more.
 */
export async function noteWriting(db: Db, writer: Writer): Promise<void> {
  const who =
    'id' in writer
      ? Prisma.sql`SELECT ${writer.id}::uuid AS id`
      : Prisma.sql`SELECT id FROM session WHERE hash = ${hashOf(writer.token)}`
  await db.$executeRaw(Prisma.sql`
    WITH who AS (${who}), old AS (
      DELETE FROM writer WHERE id IN (
        SELECT id FROM writer
        WHERE written_at < now() - ${counts} AND id NOT IN (SELECT id FROM who)
        LIMIT 20 FOR UPDATE SKIP LOCKED))
    INSERT INTO writer (id, written_to, written_at)
    SELECT id, pg_current_wal_flush_lsn() - '0/0', now() FROM who
    ON CONFLICT (id) DO UPDATE SET
      written_to = CASE WHEN writer.written_at < now() - ${counts} THEN EXCLUDED.written_to
        ELSE greatest(writer.written_to, EXCLUDED.written_to) END,
      written_at = EXCLUDED.written_at`)
}

/** Up to where a replica must be before it shows a session or an API key what it wrote; null for any. */
export async function writtenBy(db: Db, id: string): Promise<WalPlace | null> {
  const [row] = await db.$queryRaw<{ place: bigint }[]>(Prisma.sql`
    SELECT written_to AS place FROM writer
    WHERE id = ${id}::uuid AND written_at > now() - ${counts}`)
  return row?.place ?? null
}
