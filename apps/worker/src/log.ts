import type { Env } from './env.ts'

const levels: readonly Env['logLevel'][] = ['debug', 'info', 'warn', 'error']

export type Log = (level: Env['logLevel'], message: string, details?: object) => void

/** One JSON object a line, so that nothing a feed says can break out of its line or pose as another. */
export function createLog(lowest: Env['logLevel']): Log {
  return (level, message, details = {}) => {
    if (levels.indexOf(level) < levels.indexOf(lowest)) return
    const entry = { time: new Date().toISOString(), level, app: 'worker', message, ...details }
    process.stdout.write(`${JSON.stringify(entry)}\n`)
  }
}
