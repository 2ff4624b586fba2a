import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

export interface Holder {
  process: ChildProcess
  pid: number
  /** The next line that it writes: first the server's address, or an error's code. */
  line(): Promise<string>
  exited: Promise<unknown>
}

/** Starts a process of its own group that holds a server. */
export function spawnHolder(
  dataDir: string,
  { durable = false, ...as }: { durable?: boolean; uid?: number; gid?: number } = {},
): Holder {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const child = spawn(
    process.execPath,
    [
      '--import',
      tsx,
      join(import.meta.dirname, 'test-holder-program.ts'),
      dataDir,
      durable ? 'durable' : '',
    ],
    { ...as, detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    pid: child.pid ?? 0,
    line: async () => String((await lines.next()).value),
    exited: once(child, 'exit'),
  }
}
