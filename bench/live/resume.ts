import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

import { freePort } from '../free-port.ts'
import { withoutLimits } from '../peers/courant.ts'
import { now } from './clock.ts'
import { roundOf } from './contract.ts'
import { type Caster, courant, forkClients, type Scenario, start } from './fan-out.ts'
import { startQueries } from './queries.ts'
import { ask, told } from './told.ts'
import type { Memory } from './usage.ts'
import type { Writer } from './writer.ts'

/** Articles that came while nobody was connected. */
const missed = 20

/** A hundred sockets share an address here, and would share what one client may spend. */
const unlimited: Caster = {
  ...courant,
  env: (port) => ({ ...courant.env(port), ...withoutLimits }),
}

export interface Resumed {
  /** From the first connection until everyone had all that they had missed, in milliseconds. */
  last: number
  /** Of the server meanwhile, in milliseconds. */
  cpu: number
  rssBytes: number
  /** How long queries took that came meanwhile, in milliseconds. */
  queries: number[]
}

/**
 * Has everyone come back at once after an outage, as they do when a server starts anew: each resumes behind
 * one of the articles that came meanwhile, and gets those that follow it.
 */
export async function measureResume(
  writer: Writer,
  url: string,
  scenario: Scenario,
): Promise<Resumed> {
  const port = await freePort()
  const server = await start(unlimited, url, port)
  const clients: ChildProcess[] = []
  try {
    const cursors = []
    for (let n = 0; n < missed; n += 1) {
      cursors.push(await liveCursor(port))
      await writer.commitEvent(roundOf(n < missed - 1 ? 1 : 2))
    }
    clients.push(...forkClients(port, scenario, cursors))
    await Promise.all(clients.map((client) => told(client, 'connecting')))
    const before = await ask<number>(server, 'cpu', 'cpu')
    const asking = startQueries(port)
    const begun = now()
    const marker = `"headline":"${roundOf(2)}"`
    const ends = clients.map((client) =>
      ask<{ last: number }>(client, { expect: marker }, 'delivered'),
    )
    const last = Math.max(...(await Promise.all(ends)).map((end) => end.last))
    const queries = await asking.stop()
    const cpu = (await ask<number>(server, 'cpu', 'cpu')) - before
    const { rssBytes } = await ask<Memory>(server, 'memory', 'memory')
    return { last: last - begun, cpu, rssBytes, queries }
  } finally {
    for (const client of clients) client.kill('SIGKILL')
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
  }
}

async function liveCursor(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ articles(first: 1) { liveCursor } }' }),
  })
  const { data } = (await response.json()) as { data: { articles: { liveCursor: string } } }
  return data.articles.liveCursor
}
