// @ts-check
import pg from 'pg'

/** @typedef {{ url?: string, shadowDatabaseUrl?: string }} Datasource As in prisma.config.ts. */

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** @param {string} url @param {string} database */
export function urlOfDatabase(url, database) {
  const other = new URL(url)
  other.pathname = `/${encodeURIComponent(database)}`
  return other.href
}

/** @param {string} url */
export function databaseName(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}

/** @param {string} url @param {string} name */
export async function createDatabase(url, name) {
  await withClient(urlOfDatabase(url, 'postgres'), (client) =>
    client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`),
  )
}

/** @param {string} url @param {string} name */
export async function dropDatabase(url, name) {
  await withClient(urlOfDatabase(url, 'postgres'), (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
  )
}

/** @param {Datasource} datasource */
export function requireUrl(datasource) {
  if (!datasource.url) throw new Error('No database address: set DATABASE_URL.')
  return datasource.url
}
