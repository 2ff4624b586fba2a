// @ts-check
import { createDatabase, databaseName, dropDatabase, requireUrl, withClient } from './database.mjs'

/** @typedef {import('./database.mjs').Datasource} Datasource */

/** @type {Record<string, (url: string) => Promise<unknown>>} */
const commands = {
  'can-connect-to-database': (url) => withClient(url, (client) => client.query('SELECT 1')),
  'create-database': (url) => createDatabase(url, databaseName(url)),
  'drop-database': (url) => dropDatabase(url, databaseName(url)),
}

/** What Prisma's commands tell apart: PostgreSQL's and the socket's codes to Prisma's. */
const errorCodes = new Map([
  ['28P01', 'P1000'],
  ['ECONNREFUSED', 'P1001'],
  ['ECONNRESET', 'P1001'],
  ['ENOTFOUND', 'P1001'],
  ['3D000', 'P1003'],
  ['42P04', 'P1009'],
])

/**
 * The commands that the engine takes on its command line instead of over JSON-RPC.
 *
 * @param {string | undefined} name
 * @param {Datasource} datasource
 * @returns {Promise<0 | 1>} the exit code; a failure is on stderr as the engine logs it
 */
export async function runDatabaseCommand(name, datasource) {
  try {
    const command = commands[name ?? '']
    if (!command) throw new Error(`Unknown command: ${name}`)
    await command(requireUrl(datasource))
    return 0
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const entry = {
      timestamp: new Date().toISOString(),
      level: 'ERROR',
      fields: { message, error_code: errorCodes.get(code), is_panic: false },
      target: 'schema_engine::logger',
    }
    // Prisma reads the last line of stderr.
    process.stderr.write(`\n${JSON.stringify(entry)}\n`)
    return 1
  }
}
