import { setTimeout as sleep } from 'node:timers/promises'

import { saveArticles, watchWal } from '@courant/feed'
import type { Db } from '@courant/prisma'

import { articleOf } from '../live/contract.ts'
import type { Node, TwoServers } from './nodes.ts'
import { cursorOf, subscribe } from './subscriber.ts'

const pause = 30

/** Milliseconds from the return of saving: until the replica has it, and until a subscriber of each node. */
export interface Delays {
  replica: number[]
  nodes: number[][]
}

/** Articles one at a time, to a subscriber of each node; fails where one misses any or hears one twice. */
export async function measureDelays(
  db: Db,
  servers: TwoServers,
  nodes: readonly Node[],
  { sourceId, articles }: { sourceId: string; articles: number },
): Promise<Delays> {
  const subscribers = await Promise.all(
    nodes.map(async ({ graphql }) => subscribe(graphql, await cursorOf(graphql))),
  )
  const [primary, replica] = [servers.primary, servers.replica].map(({ url }) =>
    watchWal(url, 5_000),
  )
  const saved = new Map<string, number>()
  const lag: number[] = []
  for (let n = 0; n < articles; n += 1) {
    const headline = `Timed ${n}`
    await saveArticles(db, [articleOf(sourceId, headline)])
    const returned = performance.now()
    saved.set(headline, returned)
    const place = await primary!.written()
    while ((await replica!.applied()) < place) await sleep(1)
    lag.push(performance.now() - returned)
    await sleep(pause)
  }
  await Promise.all([primary!.close(), replica!.close()])
  await Promise.all(subscribers.map((each) => each.until(articles)))
  // What came twice would have come by now.
  await sleep(500)
  await Promise.all(subscribers.map((each) => each.close()))
  return {
    replica: lag,
    nodes: subscribers.map(({ heard }) => {
      assertSame(
        heard.map(({ headline }) => headline),
        [...saved.keys()],
      )
      return heard.map(({ headline, at }) => Math.max(0, at - saved.get(headline)!))
    }),
  }
}

export function assertSame(heard: readonly string[], expected: readonly string[]): void {
  if (JSON.stringify(heard) === JSON.stringify(expected)) return
  const distinct = new Set(heard).size
  throw new Error(
    `${expected.length} articles: ${heard.length} heard, ${distinct} of them distinct`,
  )
}
