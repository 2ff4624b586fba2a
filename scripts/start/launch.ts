import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Program {
  name: string
  /** The JavaScript file, run by this process's own Node. */
  file: string
  env: NodeJS.ProcessEnv
}

export interface Launched {
  pid: number | undefined
  /**
   * Settles when the program says that it is ready, with what it has to tell whoever started it; never,
   * where it ends before.
   */
  ready: Promise<readonly string[]>
  ended: Promise<Ending>
  kill: (signal: NodeJS.Signals) => void
}

export interface Ending {
  /** "SIGKILL" or "code 1". */
  how: string
  wasReady: boolean
  lastLines: readonly string[]
}

const READY_WITHIN_MS = 60_000
const REMEMBERED_LINES = 40

/** Starts a program of this repository, which sends `{ ready: true, tell?: string[] }` when it can serve. */
export function launch(program: Program, onLine: (line: string) => void): Launched {
  const child = spawn(process.execPath, [program.file], {
    env: program.env,
    // A group of its own: the terminal's Ctrl-C reaches the starter alone, which keeps the order.
    detached: true,
    // The channel tells the starter that the program is ready, and the program that the starter is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })

  let wasReady = false
  const lastLines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface(stream).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > REMEMBERED_LINES) lastLines.shift()
      // Until it is ready a program says what the reader is told anyway, or else why it ended.
      if (wasReady) onLine(line)
    })
  }

  const tooLate = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS)
  const ready = new Promise<readonly string[]>((resolve) => {
    child.on('message', (message) => {
      if (typeof message !== 'object' || !('ready' in message)) return
      wasReady = true
      clearTimeout(tooLate)
      resolve(linesIn(message))
    })
  })

  async function end(): Promise<Ending> {
    const closed = once(child, 'close')
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    clearTimeout(tooLate)
    // Its last words; a process that it left behind may hold the pipe open for ever.
    await Promise.race([closed, sleep(500)])
    return { how: signal ?? `code ${code}`, wasReady, lastLines }
  }
  return { pid: child.pid, ready, ended: end(), kill: (signal) => child.kill(signal) }
}

function linesIn(message: object): readonly string[] {
  const lines: unknown = 'tell' in message ? message.tell : []
  return Array.isArray(lines) ? lines.map(String) : []
}
