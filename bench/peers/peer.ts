import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import type { PeerArticle } from '../feed/answer.ts'
import type { Shape } from '../feed/shapes.ts'

/** A server that is measured. */
export interface Peer {
  name: string
  /** What Node runs; it says by a message that it is ready. */
  file: string
  /** Another Node than this process's. */
  node?: string
  env: (port: number) => Record<string, string>
  path: string
  /** What is sent for a shape; null where the peer cannot answer it. */
  bodyOf(shape: Shape, url: string): Promise<object | null> | object | null
  articlesIn(answer: unknown): PeerArticle[]
}

export interface Running {
  url: string
  process: ChildProcess
  stop(): Promise<void>
}

const patience = 60_000

export async function startPeer(peer: Peer, databaseUrl: string, port: number): Promise<Running> {
  const server = spawn(peer.node ?? process.execPath, [...loaderOf(peer.file), peer.file], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      ...peer.env(port),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
  const started = await Promise.race([
    once(server, 'message', { signal: AbortSignal.timeout(patience) }).then(
      () => true,
      () => false,
    ),
    once(server, 'exit').then(() => false),
  ])
  if (!started) {
    await stop()
    throw new Error(`${peer.name} did not start.`)
  }
  return { url: `http://127.0.0.1:${port}`, process: server, stop }
}

/** The peers are run from source: that costs their start alone. */
function loaderOf(file: string): string[] {
  return file.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : []
}

export const serverFile = (name: string) => join(import.meta.dirname, `${name}.server.ts`)
