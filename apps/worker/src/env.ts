import { resolve } from 'node:path'

import {
  checkLanguageModel,
  type IngestEnv,
  ingestEnvOf,
  ingestSettings,
} from '@courant/ingest/settings'
import { z } from 'zod'

const logLevels = ['debug', 'info', 'warn', 'error'] as const

const settings = z
  .object({
    DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error:
          'must be a PostgreSQL address, such as postgresql://user:password@localhost:5432/courant',
      })
      .optional(),
    DATA_DIR: z.string().default('.data'),
    /** Where the internet reaches the web port, or the API's: WebSub hubs call below it. */
    PUBLIC_URL: z
      .url({
        protocol: /^https?$/,
        error: 'must be the address that others reach Courant at, such as https://news.example',
      })
      .refine((url) => !/[?#@]/.test(url), {
        error: 'must not have a user name, a question mark or a fragment in it',
      })
      .optional(),
    LOG_LEVEL: z
      .enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` })
      .default('info'),
    INIT_CWD: z.string().optional(),
  })
  .extend(ingestSettings.shape)
  .superRefine(checkLanguageModel)

export interface Env extends IngestEnv {
  /** Null for the embedded database. */
  databaseUrl: string | null
  /** Absolute. */
  dataDir: string
  /** Null where hubs are not to call. */
  publicUrl: string | null
  logLevel: (typeof logLevels)[number]
  /** What the user's relative paths count from: npm runs us in the project's folder, wherever they are. */
  workingDir: string
}

/** The project's folder, both from src and from dist. */
const root = resolve(import.meta.dirname, '../../..')

/**
 * Reads the settings of the worker and the command line.
 * @throws {Error} naming every setting that is wrong, in words its owner can act on
 */
export function readEnv(variables: Record<string, string | undefined> = process.env): Env {
  // An empty line in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `  ${String(path[0])} ${message}`,
    )
    throw new Error(`Courant cannot run with these settings:\n${problems.join('\n')}`)
  }
  const { data } = parsed
  return {
    databaseUrl: data.DATABASE_URL ?? null,
    dataDir: resolve(root, data.DATA_DIR),
    publicUrl: data.PUBLIC_URL ?? null,
    logLevel: data.LOG_LEVEL,
    ...ingestEnvOf(data),
    workingDir: data.INIT_CWD ?? process.cwd(),
  }
}
