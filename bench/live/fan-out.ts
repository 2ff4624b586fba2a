import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { type Db, Prisma } from '@courant/prisma'

import { now } from './clock.ts'
import { roundOf } from './contract.ts'
import { freePort } from '../free-port.ts'
import { ask, told } from './told.ts'
import type { Usage } from './usage.ts'

/** A server that brings articles to its subscribers. */
export interface Caster {
  name: string
  file: string
  env: (port: number) => Record<string, string>
}

export const courant: Caster = {
  name: 'Courant',
  file: join(import.meta.dirname, '../../apps/api/dist/index.js'),
  env: (port) => ({ API_PORT: String(port), API_HOST: '127.0.0.1', LOG_LEVEL: 'warn' }),
}
const peer = (name: string, file: string): Caster => ({
  name,
  file: join(import.meta.dirname, `${file}.server.ts`),
  env: (port) => ({ PORT: String(port) }),
})
export const ceiling = peer('ceiling: ws', 'ceiling')
export const graphqlWs = peer('graphql-ws', 'graphql-ws')

export interface Scenario {
  subscribers: number
  filters: number
}

/** What one server did with one article, in milliseconds but for the bytes. */
interface Round {
  first: number
  last: number
  cpu: number
  bytes: number
}

export interface FanOut {
  rounds: Round[]
  /** What a subscriber adds to the resident memory. */
  bytesASocket: number
}

interface Crowd {
  server: ChildProcess
  clients: ChildProcess[]
  bytesASocket: number
}

/** The load takes two processes, so that reading does not become what is measured. */
const clientProcesses = 2

/**
 * Brings articles to all subscribers, one server after the other in every round. Each has the same number
 * of subscribers of its own, all connected before the first round.
 */
export async function measureFanOut(
  db: Db,
  url: string,
  casters: readonly Caster[],
  { subscribers, filters, rounds }: Scenario & { rounds: number },
): Promise<Map<Caster, FanOut>> {
  const crowds = new Map<Caster, Crowd>()
  const measured = new Map<Caster, FanOut>()
  let message = ''

  /** Has one server tell of a new article; when it was committed, or sending began. */
  async function tell(caster: Caster, { server }: Crowd, headline: string): Promise<number> {
    if (caster === courant) return commitEvent(db, headline)
    return ask<number>(server, { send: message.replaceAll(/Round \d+/g, headline) }, 'begun')
  }

  async function oneRound(caster: Caster, crowd: Crowd, run: number): Promise<Round> {
    const headline = roundOf(run)
    const marker = `"headline":"${headline}"`
    await Promise.all(crowd.clients.map((each) => ask(each, { expect: marker }, 'expecting')))
    const before = await ask<Usage>(crowd.server, 'usage', 'usage')
    const delivered = Promise.all(
      crowd.clients.map((each) =>
        told<{ first: number; last: number; bytes: number; sample: string }>(each, 'delivered'),
      ),
    )
    const begun = await tell(caster, crowd, headline)
    const all = await delivered
    const after = await ask<Usage>(crowd.server, 'usage', 'usage')
    if (caster === courant) message = all[0]!.sample
    return {
      first: Math.min(...all.map(({ first }) => first)) - begun,
      last: Math.max(...all.map(({ last }) => last)) - begun,
      cpu: after.cpu - before.cpu,
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    }
  }

  try {
    for (const caster of casters) {
      const port = await freePort()
      const server = await start(caster, url, port)
      const clients: ChildProcess[] = []
      crowds.set(caster, { server, clients, bytesASocket: 0 })
      const empty = await ask<Usage>(server, 'usage', 'usage')
      const each = subscribers / clientProcesses
      for (let n = 0; n < clientProcesses; n += 1) {
        const args = [port, each, n * each, filters].map(String)
        const file = join(import.meta.dirname, 'subscribers.client.ts')
        clients.push(fork(file, args, { execArgv: ['--import', 'tsx'] }))
      }
      await Promise.all(clients.map((client) => told(client, 'connected')))
      const heard = Promise.all(clients.map((client) => told(client, 'allHeard')))
      // Nothing tells a client that its subscription has begun but the first article.
      for (let all = false; !all;) {
        await tell(caster, crowds.get(caster)!, roundOf(0))
        all = await Promise.race([heard.then(() => true), sleep(2_000, false)])
      }
      await oneRound(caster, crowds.get(caster)!, 1)
      const full = await ask<Usage>(server, 'usage', 'usage')
      crowds.get(caster)!.bytesASocket = (full.rssBytes - empty.rssBytes) / subscribers
    }
    for (let run = 2; run < rounds + 2; run += 1) {
      for (const [caster, crowd] of crowds) {
        const { bytesASocket } = crowd
        const fanOut = measured.get(caster) ?? { rounds: [], bytesASocket }
        measured.set(caster, fanOut)
        fanOut.rounds.push(await oneRound(caster, crowd, run))
      }
    }
    return measured
  } finally {
    for (const { server, clients } of crowds.values()) {
      for (const client of clients) client.kill('SIGKILL')
      if (server.exitCode !== null) continue
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
  }
}

/**
 * Writes that an article was added, and rings. Its one statement commits by itself: what is returned lies
 * before the commit by no more than the statement takes.
 */
async function commitEvent(db: Db, headline: string): Promise<number> {
  const begun = now()
  await db.$executeRaw(Prisma.sql`
    INSERT INTO article_event (kind, article_id, revision)
    SELECT 'ADDED', id, 1 FROM article WHERE headline = ${headline}`)
  await db.$executeRaw(Prisma.sql`SELECT pg_notify('courant_article_event', '')`)
  return begun
}

async function start(caster: Caster, url: string, port: number): Promise<ChildProcess> {
  const server = fork(caster.file, [], {
    execArgv: ['--expose-gc', '--import', 'tsx', '--import', join(import.meta.dirname, 'usage.ts')],
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, ...caster.env(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await told(server, 'ready')
  return server
}
