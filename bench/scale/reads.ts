import { setTimeout as sleep } from 'node:timers/promises'

import { type Db, Prisma } from '@courant/prisma'
import autocannon from 'autocannon'

import type { Shape } from '../feed/shapes.ts'
import { courant } from '../peers/courant.ts'
import type { Node, TwoServers } from './nodes.ts'

const connections = 8
const seconds = 6

/** Of one request, in milliseconds of processor time; where it was spent. */
export interface ReadCost {
  requests: number
  rate: number
  api: number
  primary: number
  replica: number
  /** Transactions on the primary. */
  asked: number
}

/** Pages of some shapes in turn, by eight at once. */
export async function measureReads(
  servers: TwoServers,
  { graphql, url, spent }: Node,
  shapes: readonly Shape[],
  db: Db,
): Promise<ReadCost> {
  const { bodyOf } = courant('the API', {})
  const bodies = await Promise.all(
    shapes.map(async (shape) => JSON.stringify(await bodyOf(shape, url))),
  )
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const requests = bodies.map((body) => ({ method: 'POST' as const, headers, body }))
  // Compiled, and with the plans that it goes on with.
  await autocannon({ url: graphql, connections, duration: seconds, requests })
  const look = async () => [
    spent(),
    await servers.spent('primary'),
    await servers.spent('replica'),
    await transactionsOf(db),
  ]
  const before = await look()
  const {
    '2xx': answered,
    non2xx,
    requests: rate,
  } = await autocannon({
    url: graphql,
    connections,
    duration: seconds,
    requests,
  })
  if (non2xx > 0) throw new Error(`${non2xx} of ${answered + non2xx} requests failed`)
  const after = await look()
  const [api, primary, replica, asked] = after.map((each, n) => (each - before[n]!) / answered)
  return {
    requests: answered,
    rate: rate.average,
    api: api!,
    primary: primary!,
    replica: replica!,
    asked: asked!,
  }
}

/** So far; a connection tells of them within a second of its last. */
async function transactionsOf(db: Db): Promise<number> {
  await sleep(1_500)
  const [row] = await db.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT xact_commit::float8 AS count FROM pg_stat_database WHERE datname = current_database()`)
  return row!.count
}
