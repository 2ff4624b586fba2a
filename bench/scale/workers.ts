import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { ensureSource, schedulePolling } from '@courant/feed'
import { writeKnowledge } from '@courant/ingest'
import { type Db, Prisma } from '@courant/prisma'

import { processorTime } from '../feed/processor.ts'
import { dispatches } from '../ingest/dispatches.ts'
import { feedOf, feeds } from '../ingest/document.ts'
import { told } from '../live/told.ts'
import { assertSame } from './live.ts'
import type { Node, TwoServers } from './nodes.ts'
import { cursorOf, subscribe } from './subscriber.ts'

const workerFile = join(import.meta.dirname, '../../apps/worker/dist/index.js')
const workers = 2
const itemsAFeed = 100

/** Of one article, in milliseconds of processor time and bytes. */
export interface IngestCost {
  articles: number
  rate: number
  worker: number
  primary: number
  replica: number
  walBytes: number
}

/**
 * Two workers share the polling of feeds; a subscriber of each node must hear of every article once, in the
 * order of the log.
 */
export async function measureWorkers(
  db: Db,
  servers: TwoServers,
  nodes: readonly Node[],
  articles: number,
): Promise<IngestCost> {
  await writeKnowledge(db)
  const press = await openPress(articles)
  const hired = Array.from({ length: workers }, () =>
    fork(workerFile, {
      env: {
        DATABASE_URL: servers.primary.url,
        ALLOW_PRIVATE_HOSTS: press.hosts.join(','),
        LOG_LEVEL: 'error',
      },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    }),
  )
  await Promise.all(hired.map((each) => told(each, 'ready')))
  const subscribers = await Promise.all(
    nodes.map(async ({ graphql }) => subscribe(graphql, await cursorOf(graphql))),
  )
  const look = async () => ({
    at: performance.now(),
    worker: hired.reduce((sum, { pid }) => sum + processorTime(pid!)!, 0),
    primary: await servers.spent('primary'),
    replica: await servers.spent('replica'),
    walBytes: await walBytes(db),
  })
  try {
    const before = await look()
    for (const [n, feedUrl] of press.feedUrls.entries()) {
      const { id } = await ensureSource(db, { slug: `press-${n}`, name: `Press ${n}`, feedUrl })
      await schedulePolling(db, id)
    }
    await Promise.all(subscribers.map((each) => each.until(articles)))
    const after = await look()
    const [first, ...others] = subscribers.map(({ heard }) => heard.map(({ headline }) => headline))
    for (const each of others) assertSame(each, first!)
    const logged = await db.$queryRaw<{ headline: string }[]>(Prisma.sql`
      SELECT headline FROM article_event JOIN article ON article.id = article_id
      WHERE kind = 'ADDED' AND source_id IN (SELECT id FROM source WHERE slug LIKE 'press-%')
      ORDER BY article_event.xid, article_event.seq`)
    assertSame(
      first!,
      logged.map(({ headline }) => headline),
    )
    const each = (name: 'worker' | 'primary' | 'replica' | 'walBytes') =>
      (after[name] - before[name]) / articles
    return {
      articles,
      rate: (articles * 1_000) / (after.at - before.at),
      worker: each('worker'),
      primary: each('primary'),
      replica: each('replica'),
      walBytes: each('walBytes'),
    }
  } finally {
    await Promise.all(subscribers.map((each) => each.close()))
    for (const each of hired) each.kill('SIGTERM')
    await Promise.all(hired.map((each) => once(each, 'exit')))
    press.close()
  }
}

async function walBytes(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ bytes: number }[]>(
    Prisma.sql`SELECT (pg_current_wal_insert_lsn() - '0/0')::float8 AS bytes`,
  )
  return row!.bytes
}

/** Publishers on a host each, for a host is asked by one worker at a time. Their feeds have 100 items. */
async function openPress(articles: number) {
  const folder = process.env.COURANT_DATA ? join(process.env.COURANT_DATA, 'load') : null
  const documents: string[] = []
  for await (const items of feeds(dispatches(articles, folder, new Date()))) {
    documents.push(feedOf(`Press ${documents.length}`, items))
  }
  if (documents.length * itemsAFeed !== articles) throw new Error('Feeds have 100 items each')
  const server = createServer((request, response) => {
    const document = documents[Number(/\d+/.exec(request.url ?? '')?.[0])]
    response.writeHead(document === undefined ? 404 : 200).end(document)
  }).listen(0, '0.0.0.0')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const hosts = documents.map((_, n) => `127.0.1.${1 + n}:${port}`)
  return {
    hosts,
    feedUrls: hosts.map((host, n) => `http://${host}/feed-${n}`),
    close: () => void server.close(),
  }
}
