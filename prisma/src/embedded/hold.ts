import pg from 'pg'
import { DatabaseError } from '../errors.ts'

/**
 * Every holder of a server has one connection with this lock shared; who can take it alone is the
 * last. A killed holder's connection, and with it its lock, ends without anybody's doing.
 */
const holdersLock = 0x636f7572

export interface Hold {
  /** Whether the server keeps what was committed through a crash. */
  durable: boolean
  /**
   * @returns whether nobody else holds the server. Then nobody can begin to: it is ours to stop.
   */
  release(): Promise<boolean>
}

/**
 * @returns undefined where the server does not take connections yet, or no more
 * @throws {DatabaseError} EMBEDDED_SERVER, as when the password is not this server's
 */
export async function tryHold(url: string): Promise<Hold | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'courant holder',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ durable: boolean }>(
      `SELECT pg_advisory_lock_shared($1), current_setting('fsync') = 'on' AS durable`,
      [holdersLock],
    )
    return { durable: rows[0]?.durable ?? false, release: () => release(client) }
  } catch (error) {
    await client.end().catch(() => {})
    if (!(error instanceof pg.DatabaseError) || comesOrGoes(error)) return undefined
    throw new DatabaseError(
      'EMBEDDED_SERVER',
      `PostgreSQL runs but refuses its holder: ${error.message}`,
      { cause: error },
    )
  }
}

/** PostgreSQL's class of "operator intervention": it starts, recovers, or shuts down. */
function comesOrGoes({ code }: pg.DatabaseError): boolean {
  return code?.startsWith('57P') ?? false
}

async function release(client: pg.Client): Promise<boolean> {
  try {
    const { rows } = await client.query<{ alone: boolean }>(
      'SELECT pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) AS alone',
      [holdersLock],
    )
    if (rows[0]?.alone) return true
    await client.end()
    return false
  } catch {
    // The connection was lost with the server, or by its restart after a crash.
    return true
  }
}
