import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

const host = '127.0.0.1'

/** The port of the last time if it is free, else any free one. */
export async function choosePort(data: string): Promise<number> {
  // PostgreSQL keeps the arguments it was started with.
  const last = await readFile(join(data, 'postmaster.opts'), 'utf8').catch(() => '')
  const lastPort = Number(/"port=(\d+)"/.exec(last)?.[1])
  if (lastPort && (await listen(lastPort))) return lastPort
  const port = await listen(0)
  if (!port) throw new Error('The system has no free port.')
  return port
}

/** @returns the port that could be listened to, or undefined if it is in use */
async function listen(port: number): Promise<number | undefined> {
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch {
    return undefined
  } finally {
    server.close()
  }
}
