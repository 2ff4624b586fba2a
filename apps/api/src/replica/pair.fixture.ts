import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createDb, Prisma } from '@courant/prisma'
import { type EmbeddedServer, startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'

/** A PostgreSQL of its own that can be stopped and started again at the same address. */
export interface Server {
  url: string
  start(): Promise<void>
  stop(): Promise<void>
}

/** A primary and a streaming replica of it, both on disk as in earnest. */
export interface Pair {
  primary: Server
  replica: Server
  /** Has the replica stay where it is, as one that is far behind; it still receives everything. */
  pause(): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

/** @param folder where they are made, or a cluster `primary` already is; a new one, which `close` removes */
export async function startPair(folder?: string): Promise<Pair> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'courant-pair-')))
  const primaryDir = join(home, 'primary')
  const replicaDir = join(home, 'replica')
  const first = await startEmbedded({ dataDir: primaryDir })
  await migrate(first.url)
  // A server that has stopped is copied as it is; a running one would have to be told.
  await first.stop()
  await cp(join(primaryDir, 'cluster'), join(replicaDir, 'cluster'), { recursive: true })
  const running = await startEmbedded({ dataDir: primaryDir })
  const data = join(replicaDir, 'cluster/data')
  const { hostname, port, username, password } = new URL(running.url)
  const connection = `host=${hostname} port=${port} user=${username} password=${password}`
  await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${connection}'\n`)
  await writeFile(join(data, 'standby.signal'), '')
  const primary = serverOf(running, primaryDir)
  const replica = serverOf(await startEmbedded({ dataDir: replicaDir }), replicaDir)

  const tell = async (statement: Prisma.Sql) => {
    const db = createDb(replica.url, { poolSize: 1 })
    await db.$executeRaw(statement)
    await db.$disconnect()
  }
  return {
    primary,
    replica,
    pause: () => tell(Prisma.sql`SELECT pg_wal_replay_pause()`),
    resume: () => tell(Prisma.sql`SELECT pg_wal_replay_resume()`),
    async close() {
      await Promise.all([replica.stop(), primary.stop()])
      if (folder === undefined) await rm(home, { recursive: true, force: true })
    },
  }
}

function serverOf(first: EmbeddedServer, dataDir: string): Server {
  let server = first
  const port = Number(new URL(first.url).port)
  return {
    url: first.url,
    start: async () => {
      server = await startEmbedded({ dataDir, port })
    },
    stop: () => server.stop(),
  }
}
