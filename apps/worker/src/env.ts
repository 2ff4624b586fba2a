import { resolve } from 'node:path'

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
    /** Hosts that feeds may be fetched from although they are not on the public internet. */
    ALLOW_PRIVATE_HOSTS: z
      .string()
      .default('')
      .transform((list) => list.split(/[\s,]+/).filter((host) => host !== ''))
      .pipe(
        z.array(
          z.string().regex(/^(\[[\da-f:.]+\]|[^\s/:@[\]]+)(:\d{1,5})?$/i, {
            error: 'must be hosts such as intranet.example or 127.0.0.1:8080, separated by commas',
          }),
        ),
      ),
    /** An address or e-mail where publishers reach whoever runs this installation. */
    CONTACT: z
      .string()
      .regex(/^[\x21-\x7E]+$/, { error: 'must be an address or e-mail without spaces' })
      .optional(),
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
    /** Where an OpenAI-compatible API begins. The owner names it, so it may be a private address. */
    LLM_URL: z
      .url({
        protocol: /^https?$/,
        error: 'must be the address of an OpenAI-compatible API, such as http://localhost:11434/v1',
      })
      .optional(),
    LLM_MODEL: z.string().max(200).optional(),
    LLM_API_KEY: z
      .string()
      .regex(/^[\x21-\x7E]+$/, { error: 'must be a key without spaces' })
      .optional(),
  })
  .superRefine((given, { addIssue }) => {
    if (given.LLM_URL && !given.LLM_MODEL) {
      addIssue({
        code: 'custom',
        path: ['LLM_MODEL'],
        message: 'must name the model to ask at LLM_URL',
      })
    }
    if (given.LLM_MODEL && !given.LLM_URL) {
      addIssue({ code: 'custom', path: ['LLM_URL'], message: 'must say where LLM_MODEL is asked' })
    }
  })

export interface Env {
  /** Null for the embedded database. */
  databaseUrl: string | null
  /** Absolute. */
  dataDir: string
  allowPrivateHosts: readonly string[]
  contact: string | null
  /** Null where hubs are not to call. */
  publicUrl: string | null
  logLevel: (typeof logLevels)[number]
  /** Null where no language model is to be asked. */
  languageModel: { url: string; model: string; apiKey: string | null } | null
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
    allowPrivateHosts: data.ALLOW_PRIVATE_HOSTS,
    contact: data.CONTACT ?? null,
    publicUrl: data.PUBLIC_URL ?? null,
    logLevel: data.LOG_LEVEL,
    languageModel:
      data.LLM_URL && data.LLM_MODEL
        ? { url: data.LLM_URL, model: data.LLM_MODEL, apiKey: data.LLM_API_KEY ?? null }
        : null,
    workingDir: data.INIT_CWD ?? process.cwd(),
  }
}
