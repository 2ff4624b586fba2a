import pg from 'pg'
import { DatabaseError } from './errors.ts'

const oldestServer = 130_000

/**
 * Connects to a database, creating it if it is absent.
 *
 * @throws {DatabaseError} DATABASE_UNREACHABLE or DATABASE_UNSUITABLE
 */
export async function connectCreating(url: string): Promise<pg.Client> {
  const client = await connect(url)
    .catch(async (error: unknown) => {
      if (codeOf(error) !== '3D000') throw error
      await createDatabase(url)
      return connect(url)
    })
    .catch((error: unknown) => {
      if (error instanceof DatabaseError) throw error
      throw unreachable(url, error)
    })
  try {
    await assertSuitable(client)
  } catch (error) {
    await client.end()
    throw error
  }
  return client
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'courant migrate',
    connectionTimeoutMillis: 10_000,
  })
  // A connection lost between queries fails the next query; without a listener it ends the process.
  client.on('error', () => {})
  await client.connect()
  return client
}

async function createDatabase(url: string): Promise<void> {
  const maintenance = new URL(url)
  const name = decodeURIComponent(maintenance.pathname.slice(1))
  maintenance.pathname = '/postgres'
  const client = await connect(maintenance.href)
  try {
    // template0, for it may be in UTF-8 whatever the server's default is, and nobody is connected to it.
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`,
    )
  } catch (error) {
    // Another process was faster: PostgreSQL notices before its catalogue's index, or by it.
    const created = ['42P04', '23505'].includes(codeOf(error) ?? '')
    if (!created) throw error
  } finally {
    await client.end()
  }
}

async function assertSuitable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; version_name: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::int AS version,
       current_setting('server_version') AS version_name,
       current_setting('server_encoding') AS encoding`,
  )
  const server = rows[0]
  if (server && server.version < oldestServer) {
    throw new DatabaseError(
      'DATABASE_UNSUITABLE',
      `The server is PostgreSQL ${server.version_name}; Courant needs 13 or newer.`,
    )
  }
  if (server && server.encoding !== 'UTF8') {
    throw new DatabaseError(
      'DATABASE_UNSUITABLE',
      `The database is in ${server.encoding}; Courant needs one in UTF8. Leave its creation to Courant, or create it with ENCODING 'UTF8' TEMPLATE template0.`,
    )
  }
}

function unreachable(url: string, error: unknown): DatabaseError {
  const { host, pathname } = new URL(url)
  const reason = error instanceof Error ? error.message || codeOf(error) : String(error)
  return new DatabaseError(
    'DATABASE_UNREACHABLE',
    `Cannot open database ${pathname.slice(1)} at ${host}: ${reason}. Check DATABASE_URL and that the server runs.`,
    { cause: error },
  )
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
