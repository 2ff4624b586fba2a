import { spawn } from 'node:child_process'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '../errors.ts'
import type { Binaries } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { commandLine } from './process.ts'
import { serverSettings } from './settings.ts'

/** A server's first process. */
export interface Postmaster {
  pid: number
  /** Undefined before it takes connections, and when it takes no more. */
  port: number | undefined
}

/** The live server of a cluster, whoever started it. */
export async function findPostmaster({ data }: Cluster): Promise<Postmaster | undefined> {
  const { pid, port } = await readPidFile(data)
  // The settings follow: see launchPostmaster.
  return pid && (await commandLine(pid)).includes(` -D ${data} `) ? { pid, port } : undefined
}

async function readPidFile(data: string): Promise<{ pid: number; port: number | undefined }> {
  const file = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  // Each of its lines has its meaning; the port may be another program's before the server is ready.
  const [pid, , , port, , , , status] = file.split('\n')
  return { pid: Number(pid), port: status?.trim() === 'ready' ? Number(port) : undefined }
}

export interface Launched {
  /** What it logged last, once it has ended. */
  ending?: string
}

/**
 * Starts a server in a session of its own: a Ctrl-C in our terminal is for us, who then stop it in
 * order. It also outlives us if we are killed.
 */
export async function launchPostmaster(
  cluster: Cluster,
  binaries: Binaries,
  port: number,
  durable: boolean,
): Promise<Launched> {
  await removeForeignPid(cluster)
  const output = await openLog(cluster)
  const { size: start } = await output.stat()
  const { command, args, options } = cluster.account.launch(binaries.postgres, [
    '-D',
    cluster.data,
    ...serverSettings(port, durable),
  ])
  const child = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  })
  const launched: Launched = {}
  child.once('error', (error) => {
    launched.ending = error.message
  })
  child.once('exit', () => {
    void readLog(cluster, start).then((log) => (launched.ending = log))
  })
  child.unref()
  await output.close()
  return launched
}

/**
 * PostgreSQL takes the id that a killed server left for a live one if any process has it by now. A
 * process that is a PostgreSQL it may judge itself: it could be ours, begun before the folder moved.
 */
async function removeForeignPid(cluster: Cluster): Promise<void> {
  const { pid } = await readPidFile(cluster.data)
  const command = pid ? await commandLine(pid) : ''
  if (command === '' || command.includes('postgres')) return
  await rm(join(cluster.data, 'postmaster.pid'), { force: true })
}

/** Ends the server in order: running transactions are broken off, committed ones are on disk. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    const postmaster = await findPostmaster(cluster)
    if (!postmaster) return
    signalIfAlive(postmaster.pid, signal)
    if (await gone(cluster, patience)) return
  }
  throw new DatabaseError(
    'EMBEDDED_SERVER',
    `PostgreSQL did not stop. Its log ends:\n${await readLog(cluster)}`,
  )
}

async function gone(cluster: Cluster, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience
  while (performance.now() < deadline) {
    if (!(await findPostmaster(cluster))) return true
    await sleep(20)
  }
  return false
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const logSizeAtMost = 10_000_000

async function openLog(cluster: Cluster): Promise<FileHandle> {
  const log = logFile(cluster)
  const { size } = await stat(log).catch(() => ({ size: 0 }))
  if (size > logSizeAtMost) await rename(log, `${log}.previous`)
  const output = await open(log, 'a', 0o600)
  const { owner } = cluster.account
  if (owner) await output.chown(owner.uid, owner.gid)
  return output
}

function logFile({ folder }: Cluster): string {
  return join(folder, 'postgres.log')
}

/** The end of the log, of what was written from a byte on. */
export async function readLog(cluster: Cluster, start = 0): Promise<string> {
  const log = await readFile(logFile(cluster)).catch(() => Buffer.of())
  return log.subarray(start).toString('utf8').trimEnd().split('\n').slice(-15).join('\n')
}
