import { ensureSource, saveArticles, syncKnowledge } from '@courant/feed'
import { createDb, type Db, Prisma } from '@courant/prisma'
import pg from 'pg'

import { shapesOf } from './feed/shapes.ts'
import { cast, topic } from './live/contract.ts'
import { quantile, round } from './figures.ts'
import { measureBell } from './scale/bell.ts'
import { measureDelays } from './scale/live.ts'
import { startNode, startTwoServers, type TwoServers } from './scale/nodes.ts'
import { measureReads, type ReadCost } from './scale/reads.ts'
import { measureWorkers } from './scale/workers.ts'
import { measureOwnWrites } from './scale/writer.ts'

type Figures = Record<string, Record<string, number>>

const timed = 150
const takenIn = 1_000
const asked = ['unfiltered', 'common actor', 'common actor and common topic']

/**
 * Two nodes on one machine: a primary and a streaming replica of it, an API process on each that reads from
 * the replica, one that reads from the primary beside them, and two workers. What must not happen fails
 * the run: a subscriber that misses an article or hears one twice, a writer who does not see what they wrote.
 */
export async function measureScale({ articles = 100_000 }): Promise<Figures> {
  const servers = await startTwoServers(articles)
  const db = createDb(servers.primary.url)
  try {
    return {
      ...(await aBell(db, servers)),
      ...(await nodesTogether(db, servers)),
      ...(await readsOf(db, servers)),
      ...(await sizes(db, articles)),
    }
  } finally {
    await db.$disconnect()
    await servers.close()
  }
}

async function aBell(db: Db, { primary }: TwoServers): Promise<Figures> {
  const figures: Figures = {}
  for (const listeners of [10, 150]) {
    const times = await measureBell(db, primary.url, listeners)
    figures[`a ring, until the last of ${listeners} processes`] = spread(times)
  }
  return figures
}

async function nodesTogether(db: Db, servers: TwoServers): Promise<Figures> {
  const one = await startNode(servers, 'replica')
  const two = await startNode(servers, 'replica')
  const alone = await startNode(servers, 'primary')
  const nodes = [alone, one, two]
  try {
    await syncKnowledge(db, { hash: 'bench', entities: [], topics: [topic] })
    const source = await ensureSource(db, { slug: 'bench', name: 'Bench' })
    await saveArticles(db, [cast(source.id)])
    const delays = await measureDelays(db, servers, nodes, { sourceId: source.id, articles: timed })
    const own = await measureOwnWrites([one, two], 'borne-0')
    const { articles, ...ingest } = await measureWorkers(db, servers, nodes, takenIn)
    return {
      'a save, until the replica has it': spread(delays.replica),
      'until a subscriber, primary alone': spread(delays.nodes[0]!),
      'until a subscriber of node 1': spread(delays.nodes[1]!),
      'until a subscriber of node 2': spread(delays.nodes[2]!),
      'a write by somebody signed in': spread(own.write),
      'their read after it, at the other node': spread(own.read),
      [`${articles} articles by two workers`]: {
        'a second': round(ingest.rate),
        'ms worker': round(ingest.worker),
        'ms primary': round(ingest.primary, 2),
        'ms replica': round(ingest.replica, 2),
        'KB log': round(ingest.walBytes / 1024),
      },
    }
  } finally {
    for (const node of nodes) await node.stop()
  }
}

async function readsOf(db: Db, servers: TwoServers): Promise<Figures> {
  const client = new pg.Client({ connectionString: servers.primary.url })
  await client.connect()
  const shapes = (await shapesOf(client)).filter(({ name }) => asked.includes(name))
  await client.end()
  const figures: Figures = {}
  for (const reads of ['primary', 'replica'] as const) {
    for (const kept of [false, true]) {
      const node = await startNode(servers, reads, { ANSWER_CACHE: kept ? '64' : '0' })
      const cost = await measureReads(servers, node, shapes, db)
      await node.stop()
      figures[`pages ${kept ? 'kept' : 'not kept'}, from the ${reads}`] = costOf(cost)
    }
  }
  return figures
}

async function sizes(db: Db, articles: number): Promise<Figures> {
  const [row] = await db.$queryRaw<{ bytes: number }[]>(
    Prisma.sql`SELECT pg_database_size(current_database())::float8 AS bytes`,
  )
  return { 'an article in the database': { KB: round(row!.bytes / articles / 1024) } }
}

function costOf({ rate, api, primary, replica, asked }: ReadCost): Record<string, number> {
  return {
    'a second': round(rate),
    'ms API': round(api, 2),
    'ms primary': round(primary, 2),
    'ms replica': round(replica, 2),
    'primary asked': round(asked, 3),
  }
}

/** Of milliseconds. */
function spread(values: readonly number[]): Record<string, number> {
  const at = (share: number) => round(quantile(values, share))
  return { n: values.length, p50: at(0.5), p95: at(0.95), max: at(1) }
}
