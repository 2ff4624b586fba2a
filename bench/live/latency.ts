import { setTimeout as sleep } from 'node:timers/promises'

import { saveArticles } from '@courant/feed'
import type { Db } from '@courant/prisma'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

import { articleOf } from './contract.ts'

const pauseMs = 40

/**
 * Milliseconds from an article that another process saves to the message at a WebSocket subscriber, one
 * article at a time, on a database that syncs its writes to disk. The moment of the commit cannot be seen
 * from outside: it lies between the start of saving and its return.
 */
export async function measureLatency(
  db: Db,
  { sourceId, port, articles }: { sourceId: string; port: number; articles: number },
): Promise<{ fromSave: number[]; fromReturn: number[] }> {
  const arrivals = new Map<string, number>()
  const client = createClient({ url: `ws://127.0.0.1:${port}/graphql`, webSocketImpl: WebSocket })
  const stream = client.iterate<{ articleAdded: { article: { headline: string } } }>({
    query: 'subscription { articleAdded { cursor article { headline } } }',
  })
  const reading = (async () => {
    for await (const { data } of stream) {
      arrivals.set(data!.articleAdded.article.headline, performance.now())
      if (arrivals.size === articles) return
    }
  })()
  await sleep(500)

  const times = new Map<string, { saving: number; saved: number }>()
  for (let n = 0; n < articles; n += 1) {
    const headline = `Article ${n}`
    const saving = performance.now()
    await saveArticles(db, [articleOf(sourceId, headline)])
    times.set(headline, { saving, saved: performance.now() })
    await sleep(pauseMs)
  }
  await reading
  await client.dispose()
  const each = [...arrivals]
  return {
    fromSave: each.map(([headline, arrived]) => arrived - times.get(headline)!.saving),
    fromReturn: each.map(([headline, arrived]) =>
      Math.max(0, arrived - times.get(headline)!.saved),
    ),
  }
}
