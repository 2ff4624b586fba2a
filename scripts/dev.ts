import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { runUntilStopped } from './lifecycle.ts'
import { step } from './progress.ts'
import { runQuietly, turboFlags } from './run-quietly.ts'
import { prepare, sayAddresses } from './start/prepare.ts'

/** `npm run dev`: api, worker and web from their sources, started again when those change. */
await runUntilStopped(async (life) => {
  const { stopping, onStop } = life
  const { settings, run, env } = await prepare(life)
  await step('Generating', () =>
    runQuietly('turbo', ['run', 'generate', ...turboFlags], { stopping, run }),
  )
  await step('Loading the sample articles', () =>
    runQuietly('tsx', ['apps/worker/src/cli/index.ts', 'samples'], { env, stopping, run }),
  )
  sayAddresses(settings)

  const turbo = spawn('turbo', ['run', 'dev', '--ui=stream'], { env, stdio: 'inherit' })
  run.track(turbo.pid ?? 0)
  const ended = once(turbo, 'exit')
  onStop(async () => {
    turbo.kill('SIGINT')
    await ended
  })
  await Promise.race([ended, life.stopped()])
})
