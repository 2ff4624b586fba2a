// @ts-check
import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { createDatabase, dropDatabase, requireUrl, urlOfDatabase } from './database.mjs'

/** @typedef {import('./database.mjs').Datasource} Datasource */
/** @typedef {import('@prisma/driver-adapter-utils').SqlQuery} SqlQuery */

const CHAR = 18
const BPCHAR = 1042

/**
 * The engine's way to the database and to shadow databases. `close` ends every connection, and drops
 * the shadow databases, that the engine left open.
 *
 * @param {Datasource} datasource
 */
export function openAdapterFactory(datasource) {
  /** @type {Set<() => Promise<void>>} */
  const open = new Set()

  /** @param {string} url @param {() => Promise<void>} [afterwards] */
  const connect = async (url, afterwards) => {
    const adapter = await openAdapter(url)
    const dispose = adapter.dispose.bind(adapter)
    const close = async () => {
      if (!open.delete(close)) return
      await dispose()
      await afterwards?.()
    }
    open.add(close)
    return Object.assign(adapter, { dispose: close })
  }

  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => connect(requireUrl(datasource)),
    // adapter-pg's own connects to the main database again where a connection string is given, and
    // drops the shadow database before it has left it.
    async connectToShadowDb() {
      if (datasource.shadowDatabaseUrl) return connect(datasource.shadowDatabaseUrl)
      const url = requireUrl(datasource)
      const name = `prisma_migrate_shadow_db_${randomUUID()}`
      await createDatabase(url, name)
      return connect(urlOfDatabase(url, name), () => dropDatabase(url, name))
    },
  })
  return {
    factory,
    /**
     * What an adapter threw, which the engine passes on only as a number.
     *
     * @param {unknown} error as the engine threw it
     */
    original(error) {
      const id = /^External error id#(\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
      return (id && factory.errorRegistry.consumeError(Number(id))?.error) || error
    },
    close: async () => {
      await Promise.all([...open].map((close) => close()))
    },
  }
}

/**
 * adapter-pg 7.10.1 with two gaps closed that only the schema engine meets.
 *
 * @param {string} url
 */
async function openAdapter(url) {
  // One connection, because the engine's advisory lock belongs to a session.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 })
  const charColumns = rememberCharColumns(pool)
  const schema = new URL(url).searchParams.get('schema') ?? undefined
  const adapter = await new PrismaPg(pool, { schema }).connect()
  const queryRaw = adapter.queryRaw.bind(adapter)

  return Object.assign(adapter, {
    /** @param {SqlQuery} query */
    async queryRaw(query) {
      const result = await queryRaw(query)
      for (const index of charColumns(result.rows)) {
        result.columnTypes[index] = ColumnTypeEnum.Character
      }
      return result
    },
    // Its own splits at every semicolon, also within strings and function bodies. A query without
    // arguments goes out by PostgreSQL's simple protocol, which takes a whole script.
    /** @param {string} script */
    async executeScript(script) {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] })
    },
    dispose: () => pool.end(),
  })
}

/**
 * The catalogue's one-byte "char" has no column type in adapter-pg: handed on as bpchar it is read,
 * and the type that the engine expects is put back by the positions that the returned function knows.
 *
 * @param {pg.Pool} pool
 * @returns {(rows: unknown[]) => number[]}
 */
function rememberCharColumns(pool) {
  /** @type {WeakMap<unknown[], number[]>} */
  const positions = new WeakMap()
  /** @type {(...args: any[]) => Promise<any>} */
  const query = pool.query.bind(pool)
  Object.assign(pool, {
    /** @param {any[]} args */
    query: async (...args) => {
      const result = await query(...args)
      /** @type {number[]} */
      const chars = []
      for (const [index, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== CHAR) continue
        field.dataTypeID = BPCHAR
        chars.push(index)
      }
      if (chars.length > 0) positions.set(result.rows, chars)
      return result
    },
  })
  return (rows) => positions.get(rows) ?? []
}
