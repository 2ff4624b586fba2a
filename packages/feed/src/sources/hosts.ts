import { type Db, Prisma } from '@courant/prisma'

/**
 * Seconds for which a host is held: longer than the 30 that a fetch may take, so that nobody else asks
 * a host before the one who holds it has given up. Who dies without letting go blocks it for as long.
 */
const held = 60

export type HostTaken =
  | { taken: true }
  /** Somebody else asks it now. */
  | { taken: false; reason: 'BUSY' }
  /** It wants to be left alone for that many seconds. */
  | { taken: false; reason: 'LEFT_ALONE'; seconds: number }

/**
 * Takes a host for the holder alone, by the database's clock. One who holds it already goes on holding
 * it from now on.
 * @param host with its port where that is not the usual one, as `URL.host` is
 * @param holder a UUID, of one who asks a host one thing after the other
 */
export async function takeHost(db: Db, host: string, holder: string): Promise<HostTaken> {
  const taken = await db.$executeRaw(Prisma.sql`
    INSERT INTO fetch_host (host, holder, held_until)
    VALUES (${host}, ${holder}::uuid, now() + make_interval(secs => ${held}))
    ON CONFLICT (host) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
    WHERE (fetch_host.holder IS NULL OR fetch_host.holder = excluded.holder
        OR fetch_host.held_until <= now())
      AND (fetch_host.not_before IS NULL OR fetch_host.not_before <= now())`)
  if (taken > 0) return { taken: true }
  const [row] = await db.$queryRaw<{ seconds: number | null }[]>(Prisma.sql`
    SELECT extract(epoch FROM not_before - now())::float8 AS seconds
    FROM fetch_host WHERE host = ${host}`)
  const seconds = row?.seconds ?? 0
  return seconds > 0
    ? { taken: false, reason: 'LEFT_ALONE', seconds }
    : { taken: false, reason: 'BUSY' }
}

/** Lets go of all hosts of a holder that are still its own. */
export async function releaseHosts(db: Db, holders: readonly string[]): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    UPDATE fetch_host SET holder = NULL, held_until = now()
    WHERE holder = ANY(${[...holders]}::uuid[])`)
}

/** Has everybody leave a host alone, as it asked; a longer time that it asked for before stays. */
export async function leaveHostAlone(db: Db, host: string, seconds: number): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    INSERT INTO fetch_host (host, not_before)
    VALUES (${host}, now() + make_interval(secs => ${seconds}))
    ON CONFLICT (host) DO UPDATE
      SET not_before = greatest(fetch_host.not_before, excluded.not_before)`)
}

/** Drops what is known of hosts that nobody asked within the last hour and that may be asked again. */
export async function pruneHosts(db: Db): Promise<number> {
  return db.$executeRaw(Prisma.sql`
    DELETE FROM fetch_host
    WHERE coalesce(held_until, '-infinity') < now() - interval '1 hour'
      AND coalesce(not_before, '-infinity') <= now()`)
}
