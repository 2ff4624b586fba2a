/** The driver adapter's names for a server that cannot be talked to. */
const kinds = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
])

/** SQLSTATE: connection exceptions; too many connections; shutting down, crashed, starting up. */
const states = /^(08...|53300|57P0[123])$/

/** pg says these in plain errors without a code. */
const messages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed))/

/** Whether an error of the database client means that the database does not answer, for now. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const cause = driverCause(error)
  return (
    kinds.has(String(cause?.kind)) ||
    states.test(String(cause?.originalCode)) ||
    messages.test(error.message)
  )
}

interface DriverCause {
  kind?: unknown
  originalCode?: unknown
}

/** Prisma keeps the driver adapter's error in `meta`, with what is known of it as its cause. */
function driverCause(error: { meta?: unknown; cause?: unknown }): DriverCause | undefined {
  const { driverAdapterError } = (error.meta ?? {}) as { driverAdapterError?: Error }
  return (driverAdapterError?.cause ?? error.cause) as DriverCause | undefined
}
