import type { Server } from 'node:http'

export interface Destroyable {
  destroy(): unknown
}

const patience = 8_000

/**
 * Stops on SIGTERM, SIGINT, or when the process that started this one is gone: no new connections,
 * requests under way are finished, endless streams are cut (their readers reconnect and resume).
 */
export function stopOnSignal(
  server: Server,
  streams: ReadonlySet<Destroyable>,
  close: () => Promise<void>,
): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), patience).unref()
    for (const stream of streams) stream.destroy()
    server.close(() => void close().finally(() => process.exit(0)))
    server.closeIdleConnections()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('disconnect', stop)
}
