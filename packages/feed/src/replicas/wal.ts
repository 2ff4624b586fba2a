import pg from 'pg'

/**
 * A place in PostgreSQL's write-ahead log, in bytes from its beginning: the same on a primary and on the
 * replicas that apply what it wrote.
 */
export type WalPlace = bigint

/** One connection of its own to a server, for looking how far it is while others are busy. */
export interface WalWatch {
  /** How far the log of a primary is on disk: what was committed before the question lies before it. */
  written(): Promise<WalPlace>
  /**
   * How far a replica has applied it.
   * @throws where the server is no replica, or does not say
   */
  applied(): Promise<WalPlace>
  /** The same text for one database on a primary and on its replicas. */
  identity(): Promise<string>
  close(): Promise<void>
}

/** @param within milliseconds after which a server that does not answer counts as gone */
export function watchWal(url: string, within: number): WalWatch {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: within,
    query_timeout: within,
    // Looked through ever again.
    idleTimeoutMillis: 0,
    keepAlive: true,
    application_name: 'courant replica watch',
  })
  // A connection that is lost fails the next look.
  pool.on('error', () => {})

  async function ask(expression: string): Promise<string> {
    const { rows } = await pool.query<{ answer: string | null }>(`SELECT (${expression}) AS answer`)
    const [row] = rows
    if (row?.answer == null) throw new Error('This server is no replica that says how far it is.')
    return row.answer
  }

  return {
    written: async () => BigInt(await ask(`(pg_current_wal_flush_lsn() - '0/0')::text`)),
    applied: async () =>
      BigInt(
        await ask(
          `CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0')::text END`,
        ),
      ),
    identity: () =>
      ask(`SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database
        WHERE datname = current_database()`),
    close: () => pool.end(),
  }
}
