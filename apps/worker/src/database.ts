import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { createDb, type Db } from '@courant/prisma'
import { startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'

import type { Env } from './env.ts'

export interface Database {
  db: Db
  url: string
  close(): Promise<void>
}

/**
 * The database of DATABASE_URL; else the one that a running Courant says it uses, in
 * `$DATA_DIR/database-url`; else the embedded one, started for as long as it is open.
 * @throws {DatabaseError} the embedded server cannot be started
 */
export async function openDatabase({ databaseUrl, dataDir }: Env): Promise<Database> {
  if (databaseUrl) return connect(databaseUrl)
  const running = await readFile(join(dataDir, 'database-url'), 'utf8').catch(() => null)
  if (running && (await answers(running.trim()))) return connect(running.trim())

  const server = await startEmbedded({ dataDir: join(dataDir, 'postgres') })
  try {
    await migrate(server.url)
  } catch (error) {
    await server.stop()
    throw error
  }
  return connect(server.url, server.stop)
}

function connect(url: string, stop = async () => {}): Database {
  const db = createDb(url)
  return {
    db,
    url,
    async close() {
      await db.$disconnect()
      await stop()
    },
  }
}

/**
 * Whether the file can be believed: a Courant that was killed leaves it behind, and its embedded
 * server then may be gone. A server elsewhere is one of the owner's choice, gone or not.
 */
async function answers(url: string): Promise<boolean> {
  if (new URL(url).hostname !== '127.0.0.1') return true
  const { db, close } = connect(url)
  return db.$queryRaw`SELECT 1`
    .then(
      () => true,
      () => false,
    )
    .finally(() => close())
}
