import { z } from 'zod'

const port = z.coerce
  .number({ error: 'must be a number' })
  .int({ error: 'must be a whole number' })
  .min(0, { error: 'must not be negative' })
  .max(65_535, { error: 'must be at most 65535' })

const settings = z.object({
  /** Where the pages are served; 0 takes any free port. */
  WEB_PORT: port.default(3000),
  API_PORT: port.default(4000),
  /** Where the web server finds the API. Browsers never see this address. */
  API_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
})

export interface Env {
  webPort: number
  /** Without a trailing slash. */
  apiUrl: string
}

/**
 * Reads the settings of the web server.
 * @throws {Error} naming every setting that is wrong, in words its owner can act on
 */
export function readEnv(variables: Record<string, string | undefined>): Env {
  // An empty line in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `  ${path.join('.')} ${message} (it is "${given[String(path[0])]}")`,
    )
    throw new Error(`The web server cannot start with these settings:\n${problems.join('\n')}`)
  }
  const { WEB_PORT, API_PORT, API_URL } = parsed.data
  return {
    webPort: WEB_PORT,
    apiUrl: (API_URL ?? `http://127.0.0.1:${API_PORT}`).replace(/\/+$/, ''),
  }
}

let read: Env | undefined

/** The settings of this process, read once and on first use: `next build` has none to read. */
export function env(): Env {
  read ??= readEnv(process.env)
  return read
}

export const isDevelopment = process.env.NODE_ENV === 'development'
