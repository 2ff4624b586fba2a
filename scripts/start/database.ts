import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '@courant/prisma/embedded'
import pg from 'pg'
import type { Settings } from '../env.ts'

export interface Database {
  url: string
  /** Of the embedded server: restarts it whenever it is lost, until it is closed. */
  keep: (watchers: { say: (line: string) => void; gaveUp: (error: Error) => void }) => void
  close: () => Promise<void>
}

const RESTART_ATTEMPTS = 5

/**
 * The database of DATABASE_URL, or else the embedded one. Its address is in `$DATA_DIR/database-url`
 * until it is closed, for commands that are run beside the starter.
 */
export async function openDatabase({ databaseUrl, dataDir }: Settings): Promise<Database> {
  const database = databaseUrl ? given(databaseUrl) : await embedded(join(dataDir, 'postgres'))
  const addressFile = join(dataDir, 'database-url')
  rmSync(addressFile, { force: true })
  // It holds the password.
  writeFileSync(addressFile, `${database.url}\n`, { mode: 0o600 })
  return {
    ...database,
    async close() {
      rmSync(addressFile, { force: true })
      await database.close()
    },
  }
}

function given(url: string): Database {
  return { url, keep() {}, async close() {} }
}

async function embedded(dataDir: string): Promise<Database> {
  let server = await startEmbedded({ dataDir })
  const closing = new AbortController()
  let sentinel: pg.Client | null = null
  const { url } = server
  const port = Number(new URL(url).port)

  /** A connection that does nothing but break when the server is lost. */
  async function watch(onLost: () => void): Promise<void> {
    sentinel = new pg.Client({ connectionString: url, application_name: 'courant-start' })
    sentinel.on('error', () => {})
    await sentinel.connect()
    sentinel.once('end', onLost)
  }

  async function restart(): Promise<void> {
    for (let attempt = 1; !closing.signal.aborted; attempt++) {
      try {
        server = await startEmbedded({ dataDir, port })
        return
      } catch (error) {
        if (attempt === RESTART_ATTEMPTS) throw error
        await sleep(1000 * attempt)
      }
    }
  }

  return {
    url,
    keep({ say, gaveUp }) {
      const keepOn = () => watch(onLost).catch(gaveUp)
      const onLost = () => {
        if (closing.signal.aborted) return
        say('PostgreSQL is gone and starts again')
        restart().then(keepOn, gaveUp)
      }
      void keepOn()
    },
    async close() {
      closing.abort()
      await sentinel?.end()
      await server.stop()
    },
  }
}
