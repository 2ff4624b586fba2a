import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from './generated/client.ts'

export { Prisma } from './generated/client.ts'
export * from './generated/enums.ts'
export type * from './generated/client.ts'

/** The client of Courant's schema; made by `createDb` only. */
export type Db = PrismaClient

const defaultPoolSize = 10
/** Milliseconds. */
const connectWithin = 10_000
/** Milliseconds; Prisma's own five seconds are soon over on a busy machine. */
const transactionWithin = 30_000

/**
 * Opens a pool of connections; nothing is sent before the first query. End it with `db.$disconnect()`.
 *
 * @param url a PostgreSQL address; what it sets itself (`options`, `application_name`) stays, so
 *   `?options=` suits a connection pooler that takes no options
 * @param options.poolSize connections at most; a query beyond them waits for one
 */
export function createDb(url: string, { poolSize = defaultPoolSize } = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectWithin,
    idleTimeoutMillis: 60_000,
    application_name: 'courant',
    // Compiling a page's query to machine code takes longer than running it.
    options: '-c jit=off',
  })
  // A connection lost between queries fails the next query; without a listener it ends the process.
  pool.on('error', () => {})
  const statementNameGenerator = createStatementNames()
  const adapter = new PrismaPg(pool, { statementNameGenerator, disposeExternalPool: true })
  // A transaction waits for its connection as long as a query does: 10 seconds, not two.
  const transactionOptions = { maxWait: connectWithin, timeout: transactionWithin }
  const db = new PrismaClient({ adapter, transactionOptions })
  connections.set(db, { pool, nameOf: statementNameGenerator })
  return db
}

interface Connections {
  pool: pg.Pool
  nameOf: (query: { sql: string }) => string
}

const connections = new WeakMap<Db, Connections>()

/**
 * The rows of a statement that is run for every page, as the driver reads them: through the same
 * connections as everything else, without what Prisma makes of each value, which costs as much again as
 * the statement. Of numbers, `bigint` comes as text.
 */
export async function queryRows<Row extends pg.QueryResultRow>(
  db: Db,
  sql: Prisma.Sql,
): Promise<Row[]> {
  const { pool, nameOf } = connections.get(db)!
  const { text } = sql
  const { rows } = await pool.query<Row>({ name: nameOf({ sql: text }), text, values: sql.values })
  return rows
}

/** Each connection keeps every named statement until it closes, a few dozen KB apiece. */
const namedStatementsAtMost = 500

/**
 * A query sent under a name is parsed once for each connection, and planned once where its arguments
 * make no difference. The name is a hash of the text, for PostgreSQL cuts names at 63 bytes.
 */
function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    // An empty name is an unnamed statement.
    if (names.size >= namedStatementsAtMost) return ''
    const name = createHash('sha256').update(sql).digest('base64url')
    names.set(sql, name)
    return name
  }
}
