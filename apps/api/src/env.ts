import {
  checkLanguageModel,
  type IngestEnv,
  ingestEnvOf,
  ingestSettings,
} from '@courant/ingest/settings'
import { z } from 'zod'

import type { AccessSettings } from './auth/access.ts'

const port = z.coerce
  .number({ error: 'must be a number' })
  .int({ error: 'must be a whole number' })
  .min(0, { error: 'must not be negative' })
  .max(65_535, { error: 'must be at most 65535' })

const proxy = z.union(
  [z.enum(['loopback', 'linklocal', 'uniquelocal']), z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()],
  { error: 'must be addresses, networks such as 10.0.0.0/8, or loopback' },
)

const ownSettings = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error:
      'must be a PostgreSQL address, such as postgresql://user:password@localhost:5432/courant',
  }),
  /** 0 takes any free port. */
  API_PORT: port.default(4000),
  /** Which of the machine's addresses to listen on; all of them by default. */
  API_HOST: z.string().optional(),
  WEB_PORT: port.default(3000),
  /** Origins whose pages may call this API from a browser, separated by commas. */
  ALLOWED_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.url({ error: 'must be origins such as https://news.example' })))
    .optional(),
  /** Whether anybody makes an account, whoever is invited, or nobody. */
  SIGN_UP: z
    .enum(['open', 'invited', 'closed'], { error: 'must be open, invited or closed' })
    .default('invited'),
  /** Whether anybody reads, or only who is signed in or has an API key. */
  READING: z.enum(['public', 'closed'], { error: 'must be public or closed' }).default('public'),
  /** Whether sessions are to work over plain HTTP, where everybody on the way can take them over. */
  INSECURE_COOKIES: z.enum(['true', 'false'], { error: 'must be true or false' }).default('false'),
  /** Whose word counts on where a request comes from (X-Forwarded-For), separated by commas. */
  TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .transform((list) => list.split(',').map((proxy) => proxy.trim()))
    .pipe(z.array(proxy)),
  /** Where others reach the web port. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an address with http(s)' }).optional(),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
    .default('info'),
})

const settings = ownSettings.extend(ingestSettings.shape).superRefine(checkLanguageModel)

export interface Env extends IngestEnv {
  databaseUrl: string
  port: number
  host: string | undefined
  allowedOrigins: readonly string[]
  access: AccessSettings
  /** As Express takes it. */
  trustedProxies: string[]
  /** Where people find the pages. */
  webUrl: string
  logLevel: 'debug' | 'info' | 'warn' | 'error'
}

/**
 * Reads the settings of the API.
 * @throws {Error} naming every setting that is wrong, in words its owner can act on
 */
export function readEnv(variables: Record<string, string | undefined> = process.env): Env {
  // An empty line in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      return given[name] === undefined ? `  ${name} is not set` : `  ${name} ${message}`
    })
    throw new Error(`The API cannot start with these settings:\n${problems.join('\n')}`)
  }
  const { DATABASE_URL, API_PORT, API_HOST, WEB_PORT, ALLOWED_ORIGINS, LOG_LEVEL } = parsed.data
  const web = [`http://localhost:${WEB_PORT}`, `http://127.0.0.1:${WEB_PORT}`]
  return {
    databaseUrl: DATABASE_URL,
    port: API_PORT,
    host: API_HOST,
    allowedOrigins: ALLOWED_ORIGINS?.map((origin) => new URL(origin).origin) ?? web,
    access: {
      signUp: parsed.data.SIGN_UP,
      reading: parsed.data.READING,
      secureCookies: parsed.data.INSECURE_COOKIES === 'false',
    },
    trustedProxies: parsed.data.TRUSTED_PROXIES,
    webUrl: parsed.data.PUBLIC_URL ?? `http://localhost:${WEB_PORT}`,
    logLevel: LOG_LEVEL,
    ...ingestEnvOf(parsed.data),
  }
}
