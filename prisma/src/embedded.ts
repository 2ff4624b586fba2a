import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './embedded/binaries.ts'
import type { Binaries } from './embedded/binaries.ts'
import { openCluster, superuser } from './embedded/cluster.ts'
import type { Cluster } from './embedded/cluster.ts'
import { tryHold } from './embedded/hold.ts'
import type { Hold } from './embedded/hold.ts'
import { choosePort } from './embedded/port.ts'
import { findPostmaster, launchPostmaster, readLog, stopPostmaster } from './embedded/postmaster.ts'
import type { Launched } from './embedded/postmaster.ts'
import { DatabaseError } from './errors.ts'

export { DatabaseError } from './errors.ts'
export type { DatabaseErrorCode } from './errors.ts'

export interface EmbeddedOptions {
  /** A folder for PostgreSQL alone; made if absent. */
  dataDir: string
  /** On 127.0.0.1; without it a free one, the same as the last time if possible. */
  port?: number
  /** False gives up what was committed in a crash of the machine; for tests. */
  durable?: boolean
}

export interface EmbeddedServer {
  /** Of the database "courant", which `migrate` creates. */
  url: string
  /** Stops the server if nobody else uses it. May be called again, which does nothing. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that comes with Courant, or joins the one that already runs on the folder,
 * whether another process of ours uses it or its starter was killed. A joined server keeps its port.
 * The last one to call `stop` stops it; a process that ends otherwise leaves it running for the next.
 *
 * Runs as an ordinary user and as root (see `chooseAccount`); listens on 127.0.0.1 alone, with a
 * password that is kept in the folder.
 *
 * @throws {DatabaseError} with a code that begins with EMBEDDED_
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, durable = true } = options
  const binaries = await findBinaries()
  const cluster = await openCluster(dataDir, binaries, durable)
  const { port, hold } = await joinOrLaunch(cluster, binaries, { ...options, durable })

  let stopping: Promise<void> | undefined
  return {
    url: urlOf(cluster, port, 'courant'),
    stop: () => (stopping ??= release(cluster, hold)),
  }
}

/** A recovery after a crash may have much to redo; a server that is hung has not. */
const answerPatience = 5 * 60_000
/** The processes of a killed server take a moment to notice, and until then forbid another. */
const launchPatience = 10_000

async function joinOrLaunch(
  cluster: Cluster,
  binaries: Binaries,
  options: { port?: number; durable: boolean },
): Promise<{ port: number; hold: Hold }> {
  const begin = performance.now()
  let launched: Launched | undefined

  while (performance.now() < begin + answerPatience) {
    const running = await findPostmaster(cluster)
    if (running?.port !== undefined) {
      const hold = await tryHold(urlOf(cluster, running.port, 'postgres'))
      if (hold) {
        await assertDurability(cluster, hold, options.durable)
        return { port: running.port, hold }
      }
    }
    if (launched?.ending !== undefined) {
      judge(launched.ending, options.port, performance.now() - begin)
      launched = undefined
    }
    if (!running && !launched) {
      const port = options.port ?? (await choosePort(cluster.data))
      launched = await launchPostmaster(cluster, binaries, port, options.durable)
    }
    await sleep(30)
  }
  throw serverError(`PostgreSQL does not answer. Its log ends:\n${await readLog(cluster)}`)
}

/** Throws unless another try may succeed. */
function judge(log: string, askedPort: number | undefined, elapsed: number): void {
  const portTaken = log.includes('Address already in use')
  if (portTaken && askedPort !== undefined) {
    throw new DatabaseError(
      'EMBEDDED_PORT',
      `Port ${askedPort}, asked for the database, is in use. Choose another, or none.`,
    )
  }
  const overlap = /pre-existing shared memory block|lock file ".*" already exists/.test(log)
  if ((portTaken || overlap) && elapsed < launchPatience) return
  throw serverError(`PostgreSQL did not start. Its log ends:\n${log}`)
}

async function assertDurability(cluster: Cluster, hold: Hold, durable: boolean): Promise<void> {
  if (hold.durable === durable) return
  await release(cluster, hold)
  throw serverError(
    `The server on ${cluster.folder} runs ${hold.durable ? 'with' : 'without'} durability, which is not what was asked for. Stop what uses it first.`,
  )
}

async function release(cluster: Cluster, hold: Hold): Promise<void> {
  if (await hold.release()) await stopPostmaster(cluster)
}

function urlOf({ password }: Cluster, port: number, database: string): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`
}

function serverError(message: string): DatabaseError {
  return new DatabaseError('EMBEDDED_SERVER', message)
}
