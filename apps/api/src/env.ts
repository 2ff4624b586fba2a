import {
  checkLanguageModel,
  type IngestEnv,
  ingestEnvOf,
  ingestSettings,
} from '@courant/ingest/settings'
import { compile } from 'proxy-addr'
import { z } from 'zod'

import type { AccessSettings } from './auth/access.ts'
import type { ReplicaSettings } from './replica/reads.ts'

const port = z.coerce
  .number({ error: 'must be a number' })
  .int({ error: 'must be a whole number' })
  .min(0, { error: 'must not be negative' })
  .max(65_535, { error: 'must be at most 65535' })

const whole = z.coerce
  .number({ error: 'must be a number' })
  .int({ error: 'must be a whole number' })
  .min(1, { error: 'must be at least 1' })

const megabytes = z.coerce
  .number({ error: 'must be a number' })
  .int({ error: 'must be a whole number' })
  .min(0, { error: 'must not be negative' })

const ownSettings = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error:
      'must be a PostgreSQL address, such as postgresql://user:password@localhost:5432/courant',
  }),
  /** A streaming replica of it, for what only reads. */
  DATABASE_REPLICA_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error:
        'must be a PostgreSQL address, such as postgresql://user:password@replica:5432/courant',
    })
    .optional(),
  /** Seconds that it may be behind before the primary is read instead. */
  DATABASE_REPLICA_LAG: whole.max(30, { error: 'must be at most 30' }).default(5),
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
  /** Whether clients may read the schema, and are told what they may have meant. */
  INTROSPECTION: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  /** The operations of the pages by their hashes, as the web's build wrote them. */
  OPERATIONS_FILE: z.string().optional(),
  /** Whether others are answered too. */
  OPERATIONS: z.enum(['any', 'known'], { error: 'must be any or known' }).default('any'),
  /** What a client may spend at once, and one operation may cost; and what comes back a second: six pages. */
  COST_LIMIT: whole.default(20_000),
  COST_REFILL: whole.default(10_000),
  /** Megabytes of answers that are the same for everybody to keep until something is written; 0 for none. */
  ANSWER_CACHE: megabytes.default(64),
  /** Megabytes of articles to keep as they were written into answers, until they are revised; 0 for none. */
  ARTICLE_CACHE: megabytes.default(32),
  /** WebSockets and event streams that one address may have open. */
  STREAMS_PER_ADDRESS: whole.default(100),
  /** Where others reach the pages; feeds then name their own address by it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  /** Proxies that are believed when they say for whom they ask, in `X-Forwarded-For`. */
  TRUSTED_PROXIES: z
    .string()
    .default('loopback')
    .transform((list) => list.split(',').map((proxy) => proxy.trim()))
    .refine(areProxies, {
      error:
        'must be addresses or networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal',
    }),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' })
    .default('info'),
})

function areProxies(list: readonly string[]): boolean {
  try {
    compile([...list])
    return true
  } catch {
    return false
  }
}

const settings = ownSettings.extend(ingestSettings.shape).superRefine(checkLanguageModel)

export interface Env extends IngestEnv {
  databaseUrl: string
  /** Null where the primary answers everything. */
  replica: ReplicaSettings | null
  port: number
  host: string | undefined
  allowedOrigins: readonly string[]
  access: AccessSettings
  /** Where people find the pages; without a trailing slash. */
  webUrl: string
  introspection: boolean
  operationsFile: string | null
  onlyKnownOperations: boolean
  /** The same where it is set, else null. */
  publicUrl: string | null
  costLimit: number
  costRefill: number
  /** Bytes. */
  answerCache: number
  articleCache: number
  streamsPerAddress: number
  trustedProxies: readonly string[]
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
  const { DATABASE_URL, API_PORT, API_HOST, WEB_PORT, ALLOWED_ORIGINS, LOG_LEVEL, ...others } =
    parsed.data
  const web = [`http://localhost:${WEB_PORT}`, `http://127.0.0.1:${WEB_PORT}`]
  const publicUrl = others.PUBLIC_URL?.replace(/\/+$/, '') ?? null
  return {
    databaseUrl: DATABASE_URL,
    replica:
      others.DATABASE_REPLICA_URL === undefined
        ? null
        : { url: others.DATABASE_REPLICA_URL, maxLag: others.DATABASE_REPLICA_LAG * 1_000 },
    port: API_PORT,
    host: API_HOST,
    allowedOrigins: ALLOWED_ORIGINS?.map((origin) => new URL(origin).origin) ?? web,
    access: {
      signUp: others.SIGN_UP,
      reading: others.READING,
      secureCookies: others.INSECURE_COOKIES === 'false',
    },
    webUrl: publicUrl ?? `http://localhost:${WEB_PORT}`,
    introspection: others.INTROSPECTION === 'on',
    operationsFile: others.OPERATIONS_FILE ?? null,
    onlyKnownOperations: others.OPERATIONS === 'known',
    publicUrl,
    costLimit: others.COST_LIMIT,
    costRefill: others.COST_REFILL,
    answerCache: others.ANSWER_CACHE * 2 ** 20,
    articleCache: others.ARTICLE_CACHE * 2 ** 20,
    streamsPerAddress: others.STREAMS_PER_ADDRESS,
    trustedProxies: others.TRUSTED_PROXIES,
    logLevel: LOG_LEVEL,
    ...ingestEnvOf(parsed.data),
  }
}
