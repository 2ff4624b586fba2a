const levels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof levels)[number]

/** One JSON object a line: no message can break out of its line or pose as another. */
export type Log = Record<LogLevel, (message: string, details?: object) => void>

/** @param write where a line goes, its line break included */
export function createLog(
  lowest: LogLevel,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const at =
    (level: LogLevel) =>
    (message: string, details: object = {}) => {
      if (levels.indexOf(level) < levels.indexOf(lowest)) return
      const entry = { time: new Date().toISOString(), level, app: 'api', message, ...details }
      write(`${JSON.stringify(entry, describeError)}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** An Error has nothing of its own that JSON would write. */
function describeError(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  if (!(value instanceof Error)) return value
  const { name, message, stack, cause } = value
  return { name, message, stack, ...('code' in value && { code: value.code }), cause }
}
