import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'
import pg from 'pg'

export interface Database {
  url: string
  stop(): Promise<void>
}

/** A migrated database for this run alone: on the server of TEST_DATABASE_URL, else on its own. */
export async function startDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL
  const database = server ? databaseOn(server) : await ownServer()
  await migrate(database.url)
  return database
}

function databaseOn(server: string): Database {
  const name = `courant_e2e_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async stop() {
      url.pathname = '/postgres'
      const client = new pg.Client({ connectionString: url.href })
      await client.connect()
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      await client.end()
    },
  }
}

async function ownServer(): Promise<Database> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'courant-e2e-'))
  const server = await startEmbedded({ dataDir, durable: false })
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
