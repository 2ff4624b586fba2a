import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { signalGroup } from '../process-group.ts'
import { identify, isRunning, type ProcessIdentity } from '../process-identity.ts'

/** What `$DATA_DIR/courant.json` says of the Courant that runs on this data folder. */
interface RunRecord {
  starter: ProcessIdentity
  /** Without them nobody could stop the starter by Ctrl-C. Empty where it was not npm that started it. */
  npm: ProcessIdentity[]
  web: string
  children: ProcessIdentity[]
}

export interface Run {
  /** Remembers a process, so that the next start can end it should this one be killed. */
  track: (pid: number) => void
  forget: (pid: number) => void
  release: () => void
}

/**
 * Makes this process the only starter on the data folder. What a killed one left behind is ended first.
 * @throws {Error} where another one is alive and well, or the folder is another user's.
 */
export async function claimDataDir(
  dataDir: string,
  { web, npm }: { web: string; npm: ProcessIdentity[] },
): Promise<Run> {
  makeWritable(dataDir)
  const file = join(dataDir, 'courant.json')
  const starter = identify(process.pid)
  if (!starter) throw new Error(`The system does not tell when process ${process.pid} began.`)

  const earlier = readRecord(file)
  if (earlier) await endLeftovers(earlier)

  const record: RunRecord = { starter, npm, web, children: [] }
  const write = () => {
    writeFileSync(`${file}.new`, JSON.stringify(record, null, 2))
    renameSync(`${file}.new`, file)
  }
  write()
  return {
    track(pid) {
      const child = identify(pid)
      if (!child) return
      record.children.push(child)
      write()
    },
    forget(pid) {
      record.children = record.children.filter((child) => child.pid !== pid)
      write()
    },
    release() {
      rmSync(file, { force: true })
    },
  }
}

function makeWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    const message = `The data folder ${dataDir} cannot be written to. DATA_DIR names another one.`
    throw new Error(message, { cause: error })
  }
}

function readRecord(file: string): RunRecord | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord
  } catch {
    return null
  }
}

async function endLeftovers({ starter, npm, web, children }: RunRecord): Promise<void> {
  if (isRunning(starter)) {
    const orphaned = !npm.every(isRunning)
    if (!orphaned) throw new Error(`Courant already runs here (pid ${starter.pid}): ${web}`)
    await end(starter, 20_000)
  }
  // They end by themselves once the starter is gone; this is for one that hangs.
  await Promise.all(children.map((child) => end(child, 10_000)))
}

/** Asks a process to end, and ends it where it has not after the grace period. */
async function end(leftover: ProcessIdentity, graceMs: number): Promise<void> {
  const deadline = performance.now() + graceMs
  if (isRunning(leftover)) signalGroup(leftover.pid, 'SIGTERM')
  while (isRunning(leftover)) {
    if (performance.now() > deadline) signalGroup(leftover.pid, 'SIGKILL')
    await sleep(50)
  }
}
