import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { signalGroup } from './process-group.ts'
import type { Run } from './start/run-file.ts'

/** Lines rather than a screen, and of those only what failing tasks say. */
export const turboFlags = ['--ui=stream', '--output-logs=errors-only']

interface QuietOptions {
  env?: NodeJS.ProcessEnv
  stopping?: AbortSignal
  /** Where the process is remembered while it runs. */
  run?: Run
}

/**
 * Runs a command to its end and shows its output only where it fails.
 * @throws {Error} with the output, or the signal's reason where that stopped it.
 */
export async function runQuietly(
  command: string,
  args: string[],
  { env = process.env, stopping, run }: QuietOptions = {},
): Promise<void> {
  stopping?.throwIfAborted()
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  })
  const { pid = 0 } = child
  run?.track(pid)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  // Turbo ends its own tasks on SIGINT.
  stopping?.addEventListener('abort', () => signalGroup(pid, 'SIGINT'), { once: true })
  const [code] = (await once(child, 'close')) as [number | null]
  run?.forget(pid)
  stopping?.throwIfAborted()
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} failed:\n${output}`)
}
