import { setTimeout as sleep } from 'node:timers/promises'
import { launch, type Launched, type Program } from './launch.ts'

export interface Supervised {
  /** Settles when the program has said for the first time that it is ready, with what else it said then. */
  ready: Promise<readonly string[]>
  /** Asks it to end; ends it after 10 seconds, or as soon as `hurry` is aborted. */
  stop: (hurry: AbortSignal) => Promise<void>
}

export interface Watchers {
  say: (line: string) => void
  spawned: (pid: number) => void
  exited: (pid: number) => void
  /** It failed to become ready too often; the error carries its last output. */
  gaveUp: (error: Error) => void
}

const ATTEMPTS = 5
const STOP_WITHIN_MS = 10_000
/** What ran this long had no lasting trouble: the next restart comes quickly again. */
const SETTLED_MS = 30_000

/** Keeps a program running: starts it again, ever more slowly, until it is stopped. */
export function supervise(program: Program, watchers: Watchers): Supervised {
  const stopped = new AbortController()
  let running: Launched | null = null
  let becameReady: (told: readonly string[]) => void
  const ready = new Promise<readonly string[]>((resolve) => {
    becameReady = resolve
  })

  async function runOnce() {
    const { name } = program
    running = launch(program, (line) => watchers.say(`${name.padEnd(6)} | ${line}`))
    const { pid } = running
    if (pid) watchers.spawned(pid)
    void running.ready.then(becameReady)
    const ending = await running.ended
    running = null
    if (pid) watchers.exited(pid)
    return ending
  }

  async function keepRunning(): Promise<void> {
    let failedStarts = 0
    let quickEndings = 0
    while (!stopped.signal.aborted) {
      const startedAt = performance.now()
      const { how, wasReady, lastLines } = await runOnce()
      if (stopped.signal.aborted) return

      failedStarts = wasReady ? 0 : failedStarts + 1
      if (failedStarts === ATTEMPTS) {
        const output = lastLines.join('\n')
        watchers.gaveUp(
          new Error(
            `${program.name} did not start in ${ATTEMPTS} attempts. It said last:\n${output}`,
          ),
        )
        return
      }
      quickEndings = performance.now() - startedAt > SETTLED_MS ? 0 : quickEndings + 1
      const delay = Math.min(125 * 2 ** quickEndings, 15_000)
      watchers.say(`${program.name} ended (${how}) and starts again in ${delay / 1000} s`)
      await sleep(delay, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }

  const kept = keepRunning()
  return {
    ready,
    async stop(hurry) {
      stopped.abort()
      running?.kill('SIGTERM')
      const kill = () => running?.kill('SIGKILL')
      const timer = setTimeout(kill, STOP_WITHIN_MS)
      if (hurry.aborted) kill()
      hurry.addEventListener('abort', kill, { once: true })
      await kept
      clearTimeout(timer)
    },
  }
}
