import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { runUntilStopped } from './lifecycle.ts'
import { signalGroup } from './process-group.ts'
import { step } from './progress.ts'
import { runQuietly, turboFlags } from './run-quietly.ts'
import { prepare, sayAddresses } from './start/prepare.ts'

const STOP_WITHIN_MS = 10_000

/** `npm run dev`: api, worker and web from their sources, started again when those change. */
await runUntilStopped(async (life) => {
  const { stopping, hurry, onStop } = life
  const { settings, run, env } = await prepare(life)
  await step('Generating', () =>
    runQuietly('turbo', ['run', 'generate', ...turboFlags], { stopping, run }),
  )
  await step('Loading the sample articles', () =>
    runQuietly('tsx', ['apps/worker/src/cli/index.ts', 'samples'], { env, stopping, run }),
  )
  sayAddresses(settings)

  const turbo = spawn('turbo', ['run', 'dev', '--ui=stream'], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  })
  const { pid = 0 } = turbo
  run.track(pid)
  const ended = once(turbo, 'exit')
  onStop(async () => {
    signalGroup(pid, 'SIGINT')
    const kill = () => signalGroup(pid, 'SIGKILL')
    const timer = setTimeout(kill, STOP_WITHIN_MS)
    hurry.addEventListener('abort', kill, { once: true })
    await ended
    clearTimeout(timer)
  })
  await Promise.race([ended, life.stopped()])
})
