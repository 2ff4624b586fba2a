import path from 'node:path'

import { runUntilStopped } from './lifecycle.ts'
import { say, step } from './progress.ts'
import { runQuietly, turboFlags } from './run-quietly.ts'
import { isEmpty } from './start/is-empty.ts'
import { prepare, sayAddresses } from './start/prepare.ts'
import { supervise } from './start/supervise.ts'

const apps = [
  { name: 'api', file: 'apps/api/dist/index.js' },
  { name: 'worker', file: 'apps/worker/dist/index.js' },
  { name: 'web', file: 'apps/web/dist/server.js' },
]

/** `npm start`: builds what is not built and runs everything, until Ctrl-C. */
await runUntilStopped(async (life) => {
  const { stopping, hurry, onStop, fail, stopped } = life
  const { settings, run, databaseUrl, env: settingsEnv } = await prepare(life)
  const env: NodeJS.ProcessEnv = {
    OPERATIONS_FILE: path.resolve('apps/web/dist/operations.json'),
    ...settingsEnv,
    NODE_ENV: 'production',
  }

  await step('Building', () =>
    runQuietly('turbo', ['run', 'build', ...turboFlags], { stopping, run }),
  )
  const startApps = async () => {
    const watchers = { say, spawned: run.track, exited: run.forget, gaveUp: fail }
    const running = apps.map((app) => supervise({ ...app, env }, watchers))
    onStop(() => Promise.all(running.map((app) => app.stop(hurry))))
    return Promise.race([Promise.all(running.map((app) => app.ready)), stopped()])
  }
  const loadSamples = () =>
    runQuietly('node', ['apps/worker/dist/courant.js', 'samples'], { env, stopping, run })
  const starting = 'Starting api, worker and web'
  const told = (await isEmpty(databaseUrl))
    ? await step(`${starting}, and loading the sample articles`, async () => {
        const [told] = await Promise.all([startApps(), loadSamples()])
        return told
      })
    : await step(starting, startApps)
  sayAddresses(settings, told.flat())
  await stopped()
})
