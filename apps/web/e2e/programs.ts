import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'

import pg from 'pg'

const apps = path.join(import.meta.dirname, '../..')
const commandLine = path.join(apps, 'worker/dist/courant.js')
const run = promisify(execFile)

export interface Program {
  /** Asks it to end and waits until it has; its exit code. */
  stop(): Promise<number | null>
  /** Goes away, as a starter that was killed; waits until the program has noticed and ended. */
  abandon(): Promise<number | null>
}

/** Starts a built app and waits until it says that it is ready. */
export async function startProgram(
  app: 'api/dist/index.js' | 'web/dist/server.js' | 'worker/dist/index.js',
  settings: Record<string, string>,
): Promise<Program> {
  const child = spawn(process.execPath, [path.join(apps, app)], {
    env: { ...process.env, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const output: string[] = []
  child.stdout?.on('data', (data) => output.push(String(data)))
  child.stderr?.on('data', (data) => output.push(String(data)))
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  const failed = exit.then((code) => {
    throw new Error(`${app} ended with ${code}:\n${output.join('')}`)
  })
  await Promise.race([once(child, 'message'), failed])
  failed.catch(() => undefined)
  return {
    async stop() {
      child.kill('SIGTERM')
      return exit
    },
    async abandon() {
      child.disconnect()
      return exit
    },
  }
}

/** The publishers of the tests are on this machine. */
export const publishers = { ALLOW_PRIVATE_HOSTS: '127.0.0.1' }

/** Runs Courant's command line to its end, as a process of its own; what it printed. */
export async function courant(databaseUrl: string, ...command: string[]): Promise<string> {
  const env = { ...process.env, NODE_ENV: 'production', DATABASE_URL: databaseUrl, ...publishers }
  const { stdout } = await run(process.execPath, [commandLine, ...command], { env })
  return stdout
}

/** Makes an API key that may change sources. */
export async function makeKey(databaseUrl: string): Promise<string> {
  const made = ['key', 'create', '--name', 'tests', '--scope', 'sources:write', '--json']
  return (JSON.parse(await courant(databaseUrl, ...made)) as { key: string }).key
}

/** Invites somebody, as whoever runs Courant does; the path of the page where they make their account. */
export async function invite(role: string): Promise<string> {
  return (await courant(databaseOfTests(), 'account', 'invite', '--role', role)).trim()
}

/** Polls the sources that are due; one that cannot be read is what some tests want. */
export async function poll(): Promise<void> {
  await courant(databaseOfTests(), 'poll', '--once').catch((error: { code?: unknown }) => {
    if (error.code !== 1) throw error
  })
}

/** Has a worker put all articles into stories. */
export async function groupStories(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const worker = await startProgram('worker/dist/index.js', { DATABASE_URL: databaseUrl })
  const deadline = Date.now() + 60_000
  try {
    for (let left = 1; left > 0; await setTimeout(100)) {
      if (Date.now() > deadline) throw new Error('The worker puts no articles into stories.')
      const { rows } = await client.query<{ left: number }>(
        'SELECT count(*)::int AS left FROM article WHERE story_id IS NULL',
      )
      left = rows[0]?.left ?? 0
    }
  } finally {
    await worker.stop()
    await client.end()
  }
}

/** Lets one actor stand for another while something is done. */
export async function whileMerged(from: string, into: string, done: () => Promise<void>) {
  const databaseUrl = databaseOfTests()
  await courant(databaseUrl, 'entity', 'merge', from, into, '--reason', 'a test')
  try {
    await done()
  } finally {
    await courant(databaseUrl, 'entity', 'unmerge', from)
  }
}

export function databaseOfTests(): string {
  const databaseUrl = process.env.E2E_DATABASE_URL
  if (!databaseUrl) throw new Error('The tests run without their database.')
  return databaseUrl
}

/** Brings an article in, in the plain-text form, by a process of its own. */
export async function ingest(...versions: string[]): Promise<void> {
  const databaseUrl = databaseOfTests()
  const folder = await mkdtemp(path.join(tmpdir(), 'courant-e2e-article-'))
  const file = path.join(folder, 'article.txt')
  for (const text of versions) {
    await writeFile(file, text)
    await courant(databaseUrl, 'ingest', file)
  }
  await rm(folder, { recursive: true })
}

/** Brings a feed in, as it would be read from its publisher, by a process of its own. */
export async function ingestFeed(xml: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'courant-e2e-feed-'))
  const file = path.join(folder, 'feed.xml')
  await writeFile(file, xml)
  await courant(databaseOfTests(), 'ingest', file)
  await rm(folder, { recursive: true })
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}
