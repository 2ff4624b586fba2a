import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { roundOf } from './contract.ts'
import { freePort } from '../free-port.ts'
import { startQueries } from './queries.ts'
import { ask, told } from './told.ts'
import type { Memory } from './usage.ts'
import type { Writer } from './writer.ts'

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
  /** From the first connection until all of them had heard an article, in milliseconds. */
  readyAfter: number
  /** How long queries took that came while subscribers did, and while an article went out. */
  queries: { connecting: number[]; delivering: number[] }
}

interface Crowd {
  server: ChildProcess
  clients: ChildProcess[]
  port: number
  fanOut: FanOut
}

/** Rounds before those that count, in which code is compiled and memory found. */
const warmUps = 5

/** The load takes two processes, so that reading does not become what is measured. */
const clientProcesses = 2

/**
 * Brings articles to all subscribers, one server after the other in every round. Each has the same number
 * of subscribers of its own, all connected before the first round.
 */
export async function measureFanOut(
  writer: Writer,
  url: string,
  casters: readonly Caster[],
  { subscribers, filters, rounds }: Scenario & { rounds: number },
): Promise<Map<Caster, FanOut>> {
  const crowds = new Map<Caster, Crowd>()
  let message = ''

  /** Has one server tell of a new article. Returns when it had been committed, or sending began. */
  async function tell(caster: Caster, { server }: Crowd, headline: string): Promise<number> {
    if (caster === courant) return writer.commitEvent(headline)
    return ask<number>(server, { send: message.replaceAll(/Round \d+/g, headline) }, 'begun')
  }

  async function oneRound(caster: Caster, crowd: Crowd, run: number): Promise<Round> {
    const headline = roundOf(run)
    const marker = `"headline":"${headline}"`
    await Promise.all(crowd.clients.map((each) => ask(each, { expect: marker }, 'expecting')))
    const before = await ask<number>(crowd.server, 'cpu', 'cpu')
    const delivered = Promise.all(
      crowd.clients.map((each) =>
        told<{ first: number; last: number; bytes: number; sample: string }>(each, 'delivered'),
      ),
    )
    const begun = await tell(caster, crowd, headline)
    const all = await delivered
    const after = await ask<number>(crowd.server, 'cpu', 'cpu')
    if (caster === courant) message = all[0]!.sample
    return {
      first: Math.min(...all.map(({ first }) => first)) - begun,
      last: Math.max(...all.map(({ last }) => last)) - begun,
      cpu: after - before,
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    }
  }

  async function gather(caster: Caster): Promise<void> {
    const port = await freePort()
    const server = await start(caster, url, port)
    const clients: ChildProcess[] = []
    const queries = { connecting: [], delivering: [] }
    const fanOut: FanOut = { rounds: [], bytesASocket: 0, readyAfter: 0, queries }
    const crowd = { server, clients, port, fanOut }
    crowds.set(caster, crowd)
    const empty = await ask<Memory>(server, 'memory', 'memory')
    clients.push(...forkClients(port, { subscribers, filters }))
    const asking = caster === courant ? startQueries(port) : null
    await Promise.all(clients.map((client) => told(client, 'connecting')))
    const begun = performance.now()
    await Promise.all(clients.map((client) => told(client, 'connected')))
    const heard = Promise.all(clients.map((client) => told(client, 'allHeard')))
    // Nothing tells a client that its subscription has begun but the first article.
    for (let all = false; !all;) {
      await tell(caster, crowd, roundOf(0))
      all = await Promise.race([heard.then(() => true), sleep(2_000, false)])
    }
    fanOut.readyAfter = performance.now() - begun
    fanOut.queries.connecting = (await asking?.stop()) ?? []
    for (let n = 0; n < warmUps; n += 1) await oneRound(caster, crowd, 1)
    const full = await ask<Memory>(server, 'memory', 'memory')
    fanOut.bytesASocket = (full.rssBytes - empty.rssBytes) / subscribers
  }

  try {
    for (const caster of casters) await gather(caster)
    for (let run = 2; run < rounds + 2; run += 1) {
      for (const [caster, crowd] of crowds) {
        crowd.fanOut.rounds.push(await oneRound(caster, crowd, run))
      }
    }
    const own = crowds.get(courant)
    if (own) {
      const asking = startQueries(own.port)
      for (let n = 0; n < warmUps; n += 1) await oneRound(courant, own, 1)
      own.fanOut.queries.delivering = await asking.stop()
    }
    return new Map([...crowds].map(([caster, { fanOut }]) => [caster, fanOut]))
  } finally {
    for (const { server, clients } of crowds.values()) {
      for (const client of clients) client.kill('SIGKILL')
      if (server.exitCode !== null) continue
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
  }
}

/** @param cursors behind which they resume, in turn; none where they follow from now on */
export function forkClients(
  port: number,
  { subscribers, filters }: Scenario,
  cursors: readonly string[] = [],
): ChildProcess[] {
  const each = subscribers / clientProcesses
  const file = join(import.meta.dirname, 'subscribers.client.ts')
  return Array.from({ length: clientProcesses }, (_, n) => {
    const args = [port, each, n * each, filters, JSON.stringify(cursors)].map(String)
    return fork(file, args, { execArgv: ['--import', 'tsx'] })
  })
}

export async function start(caster: Caster, url: string, port: number): Promise<ChildProcess> {
  const server = fork(caster.file, [], {
    execArgv: ['--expose-gc', '--import', 'tsx', '--import', join(import.meta.dirname, 'usage.ts')],
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, ...caster.env(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await told(server, 'ready')
  return server
}
