import { setTimeout as sleep } from 'node:timers/promises'

import { type Db, Prisma } from '@courant/prisma'
import pg from 'pg'

import type { Transaction } from '../transaction.ts'

const channel = 'courant_article_event'

/**
 * What is rung for: `articles` came, went or were revised; `names` or whatever else articles show was
 * changed, or it cannot be told what was.
 */
export type Rung = 'articles' | 'names'

/** The payloads of the channel: triggers write them too. */
const payloads: Readonly<Record<Rung, string>> = { articles: '', names: 'names' }

/**
 * Tells every process that the event log has grown. Outside the writing transaction, because commits
 * that notify wait for each other on one lock. A ring that is lost costs its readers at most the
 * second until they look by themselves, so a failure is not passed on.
 */
export async function ring(db: Db): Promise<void> {
  await db
    .$executeRaw(Prisma.sql`SELECT pg_notify(${channel}, ${payloads.articles})`)
    .catch(() => {})
}

/** Tells, once the transaction is committed, that more of articles changed than their revisions say. */
export async function ringForNames(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_notify(${channel}, ${payloads.names})`)
}

/**
 * Calls `onRing` at each ring of any process, and once after each (re)connection, since rings may have
 * been missed before it. Reconnects by itself with full jitter, waiting at most 5 s.
 * @param onDeaf called when the connection is lost: nothing is heard until the next ring
 */
export async function listenForRings(
  url: string,
  onRing: (of: Rung) => void,
  onDeaf: () => void = () => {},
): Promise<{ close(): Promise<void> }> {
  const stopping = new AbortController()
  let client = await connect(url)
  const onLoss = () => {
    client.removeAllListeners('end')
    onDeaf()
    if (!stopping.signal.aborted) void reconnect()
  }
  const follow = () => {
    client.on('notification', ({ payload }) =>
      onRing(payload === payloads.articles ? 'articles' : 'names'),
    )
    client.on('end', onLoss)
    onRing('names')
  }
  const reconnect = async () => {
    for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
      try {
        client = await connect(url)
        if (stopping.signal.aborted) await client.end()
        else follow()
        return
      } catch {
        const longest = Math.min(5_000, 100 * 2 ** attempt)
        await sleep(Math.random() * longest, null, { signal: stopping.signal }).catch(() => {})
      }
    }
  }
  follow()
  return {
    async close() {
      stopping.abort()
      await client.end().catch(() => {})
    },
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true })
  // A lost connection also emits 'end', which is where it is dealt with.
  client.on('error', () => {})
  await client.connect()
  await client.query(`LISTEN ${channel}`)
  return client
}
