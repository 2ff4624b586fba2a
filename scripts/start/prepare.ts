import { migrate } from '@courant/prisma/migrate'
import { readSettings, type Settings } from '../env.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { say, step } from '../progress.ts'
import { openDatabase } from './database.ts'
import { requireFreePorts } from './ports.ts'
import { claimDataDir, type Run } from './run-file.ts'

export interface Prepared {
  settings: Settings
  run: Run
  databaseUrl: string
  /** The environment of the apps and commands, with the database's address. */
  env: NodeJS.ProcessEnv
}

/** Takes the data folder and the ports, and brings up a migrated database until everything stops. */
export async function prepare({ npm, stopping, onStop, fail }: Lifecycle): Promise<Prepared> {
  const settings = readSettings()
  const { dataDir, webPort, apiPort } = settings
  const run = await claimDataDir(dataDir, { web: `http://localhost:${webPort}`, npm })
  onStop(run.release)
  await requireFreePorts([
    { setting: 'WEB_PORT', port: webPort },
    { setting: 'API_PORT', port: apiPort },
  ])

  const database = settings.databaseUrl
    ? await openDatabase(settings)
    : await step('Starting PostgreSQL', () => openDatabase(settings))
  onStop(database.close)
  await step('Migrating the database', () => migrate(database.url))
  database.keep({ say, gaveUp: fail })
  stopping.throwIfAborted()

  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    WEB_PORT: String(webPort),
    API_PORT: String(apiPort),
    DATA_DIR: dataDir,
  }
  return { settings, run, databaseUrl: database.url, env }
}

/** @param told what the programs had to tell when they were ready */
export function sayAddresses({ webPort, apiPort }: Settings, told: readonly string[] = []): void {
  say(
    '',
    'Courant is running.',
    `  Web         http://localhost:${webPort}`,
    `  GraphQL     http://localhost:${apiPort}/graphql`,
    `  Playground  http://localhost:${webPort}/playground`,
    ...told,
    'Ctrl-C stops it.',
    '',
  )
}
