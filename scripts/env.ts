import { resolve } from 'node:path'
import { z } from 'zod'

/** What the scripts are told by the environment; see the table in README.md. */
export interface Settings {
  /** An own PostgreSQL; null for the embedded one. */
  databaseUrl: string | null
  webPort: number
  apiPort: number
  /** Absolute. */
  dataDir: string
}

const port = z.coerce
  .number('must be a port number')
  .int('must be a whole number')
  .min(1, 'must be 1 to 65535')
  .max(65535, 'must be 1 to 65535')

const schema = z
  .object({
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgresql:// and name a host' })
      .optional(),
    WEB_PORT: port.default(3000),
    API_PORT: port.default(4000),
    DATA_DIR: z.string().default('.data'),
  })
  .refine((env) => env.WEB_PORT !== env.API_PORT, {
    path: ['API_PORT'],
    error: 'must differ from WEB_PORT',
  })

/** @throws {Error} that lists every setting that cannot be used, one a line. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  // `WEB_PORT= npm start` is meant as "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `  ${path.join('.')}=${env[String(path[0])]}: it ${message}`,
    )
    throw new Error(`Courant cannot start with these settings:\n${problems.join('\n')}`)
  }
  return {
    databaseUrl: result.data.DATABASE_URL ?? null,
    webPort: result.data.WEB_PORT,
    apiPort: result.data.API_PORT,
    dataDir: resolve(result.data.DATA_DIR),
  }
}
