import type { Server } from 'node:http'
import { once } from 'node:events'

/** What a peer is started with. */
export const databaseUrl = process.env.DATABASE_URL!
export const port = Number(process.env.PORT)
/** Connections to the database, of every peer as many as Courant's own. */
export const poolSize = 10

/** Says that requests are welcome, and ends with whoever started this. */
export function ready(): void {
  process.send?.({ ready: true })
  process.once('disconnect', () => process.exit(0))
  process.once('SIGTERM', () => process.exit(0))
}

export async function listen(server: Server): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  ready()
}
