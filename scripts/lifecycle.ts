import { once } from 'node:events'
import { isAbort, say, step } from './progress.ts'
import { isRunning, packageManagerAbove, type ProcessIdentity } from './process-identity.ts'

export interface Lifecycle {
  /** The npm that runs this process, and its shell; see `packageManagerAbove`. */
  npm: ProcessIdentity[]
  /** Aborted when everything is to stop. */
  stopping: AbortSignal
  /** Aborted when it is to stop at once: by a second Ctrl-C. */
  hurry: AbortSignal
  /** Runs when everything stops, however it does; the last one first. */
  onStop: (undo: () => unknown) => void
  /** Stops everything because of an error. */
  fail: (error: Error) => void
  /** Rejects when everything is to stop. */
  stopped: () => Promise<never>
}

/** npm passes on the Ctrl-C that the terminal has sent to this process already. */
const SAME_CTRL_C_MS = 1000
const PARENT_CHECK_MS = 1000

/**
 * Runs `main`, undoes what it did when it returns or fails, and ends the process. It is stopped by
 * Ctrl-C and its like, and when the npm that started it is gone: no Ctrl-C would arrive any more.
 */
export async function runUntilStopped(main: (life: Lifecycle) => Promise<void>): Promise<never> {
  const npm = packageManagerAbove()
  const stopping = new AbortController()
  const hurry = new AbortController()
  const undos: (() => unknown)[] = []
  listen(npm, stopping, hurry)

  try {
    await main({
      npm,
      stopping: stopping.signal,
      hurry: hurry.signal,
      onStop: (undo) => undos.unshift(undo),
      fail: (error) => stopping.abort(error),
      async stopped() {
        if (!stopping.signal.aborted) await once(stopping.signal, 'abort')
        throw stopping.signal.reason as Error
      },
    })
  } catch (error) {
    if (!isAbort(error)) {
      say('', error instanceof Error ? error.message : String(error))
      process.exitCode = 1
    }
  }
  if (undos.length > 1) await step('Stopping', () => runAll(undos))
  else await runAll(undos)
  process.exit()
}

async function runAll(undos: (() => unknown)[]): Promise<void> {
  for (const undo of undos) await undo()
}

function listen(npm: ProcessIdentity[], stopping: AbortController, hurry: AbortController): void {
  let firstAt = 0
  function onSignal() {
    if (!stopping.signal.aborted) {
      firstAt = performance.now()
      stopping.abort()
    } else if (performance.now() - firstAt > SAME_CTRL_C_MS) {
      hurry.abort()
    }
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
  // Whoever read the output may be gone before this process is.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  if (npm.length === 0) return
  setInterval(() => {
    if (!npm.every(isRunning)) stopping.abort()
  }, PARENT_CHECK_MS).unref()
}
