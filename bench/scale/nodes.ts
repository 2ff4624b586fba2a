import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Pair, startPair } from '../../apps/api/src/replica/pair.fixture.ts'
import { archiveFolder, openArchive } from '../data/archive.ts'
import { processorTime } from '../feed/processor.ts'
import { freePort } from '../free-port.ts'
import { courant } from '../peers/courant.ts'
import { type Running, startPeer } from '../peers/peer.ts'

/** A primary and its replica with an archive in them, both of which sync to disk. */
export interface TwoServers extends Pair {
  /** Milliseconds of processor time so far. */
  spent(server: 'primary' | 'replica'): Promise<number>
}

/** Copies of the archive, thrown away afterwards. */
export async function startTwoServers(articles: number): Promise<TwoServers> {
  const archive = await openArchive(articles)
  await archive.stop()
  const home = await mkdtemp(join(tmpdir(), 'courant-scale-'))
  const own = join(home, 'primary/cluster')
  await cp(join(archiveFolder(articles), 'cluster'), own, { recursive: true })
  const pair = await startPair(home)
  return {
    ...pair,
    async spent(server) {
      const file = join(home, server, 'cluster/data/postmaster.pid')
      const pid = Number((await readFile(file, 'utf8')).split('\n')[0])
      return processorTime(pid) ?? Number.NaN
    },
    async close() {
      await pair.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

export interface Node extends Running {
  /** Of the endpoint. */
  graphql: string
  spent(): number
}

/** An API process; one that reads from the replica, or from the primary alone. */
export async function startNode(
  { primary, replica }: Pair,
  reads: 'replica' | 'primary',
  settings: Record<string, string> = {},
): Promise<Node> {
  const port = await freePort()
  const own = {
    ...settings,
    SIGN_UP: 'open',
    ...(reads === 'replica' && { DATABASE_REPLICA_URL: replica.url }),
  }
  const running = await startPeer(courant('the API', own), primary.url, port)
  return {
    ...running,
    graphql: `${running.url}/graphql`,
    spent: () => processorTime(running.process.pid!) ?? Number.NaN,
  }
}
