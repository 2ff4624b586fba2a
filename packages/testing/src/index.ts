import { randomUUID } from 'node:crypto'
import { createDb } from '@courant/prisma'
import type { Db } from '@courant/prisma'
import { inject } from 'vitest'
import { databaseUrl, testDatabase, withClient } from './server.ts'

export { settled } from './settled.ts'

export interface TestDb {
  url: string
  db: Db
  /** Ends the connections, those of others too, and drops the database. */
  close(): Promise<void>
}

/**
 * Makes an empty, migrated database for one test file, or for one test. Needs
 * `globalSetup: '@courant/testing/global-setup'` in the Vitest config.
 */
export async function createTestDb(): Promise<TestDb> {
  const { serverUrl, template } = inject(testDatabase)
  const name = `courant_test_${randomUUID().replaceAll('-', '')}`
  const server = databaseUrl(serverUrl, 'postgres')
  await withClient(server, (client) =>
    client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`),
  )
  const url = databaseUrl(serverUrl, name)
  const db = createDb(url, { poolSize: 5 })
  return {
    url,
    db,
    async close() {
      await db.$disconnect()
      await withClient(server, (client) =>
        client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
      )
    },
  }
}
