import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { ensureSource, saveArticles } from '@courant/feed'
import { createDb } from '@courant/prisma'
import { startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

const api = join(import.meta.dirname, '../apps/api/dist/index.js')
const port = 4873
const pauseMs = 40

interface Latency {
  n: number
  p50: number
  p99: number
  max: number
}

/**
 * Milliseconds from an article that another process saves to the message at a WebSocket subscriber, one
 * article at a time, on a database that syncs its writes to disk. The moment of the commit cannot be seen
 * from outside: it lies between the start of saving and its return, and "from commit" between the rows.
 */
export async function measureLive({ articles = 500 }): Promise<Record<string, Latency>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'courant-bench-'))
  const postgres = await startEmbedded({ dataDir: join(dataDir, 'postgres') })
  await migrate(postgres.url)
  const server = await startApi(postgres.url)
  const db = createDb(postgres.url)
  try {
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

    const source = await ensureSource(db, { slug: 'bench', name: 'Bench' })
    const times = new Map<string, { saving: number; saved: number }>()
    for (let n = 0; n < articles; n += 1) {
      const headline = `Article ${n}`
      const saving = performance.now()
      await saveArticles(db, [articleOf(source.id, headline)])
      times.set(headline, { saving, saved: performance.now() })
      await sleep(pauseMs)
    }
    await reading
    await client.dispose()
    const latencies = [...arrivals].map(([headline, arrived]) => ({
      fromSave: arrived - times.get(headline)!.saving,
      fromReturn: Math.max(0, arrived - times.get(headline)!.saved),
    }))
    return {
      'from the start of saving': summary(latencies.map(({ fromSave }) => fromSave)),
      'from the return of saving': summary(latencies.map(({ fromReturn }) => fromReturn)),
    }
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
    await db.$disconnect()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function startApi(databaseUrl: string): Promise<ChildProcess> {
  const server = spawn(process.execPath, [api], {
    env: { ...process.env, DATABASE_URL: databaseUrl, API_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(server, 'message')
  return server
}

function articleOf(sourceId: string, headline: string) {
  return {
    sourceId,
    key: headline,
    url: 'https://bench.example/',
    headline,
    lead: 'An article that is timed.',
    byline: null,
    language: 'en',
    imageUrl: null,
    statedAt: null,
    sections: [{ crosshead: null, paragraphs: ['A paragraph.'] }],
    mentions: [],
    topics: [],
    takeaways: [],
  }
}

function summary(values: number[]): Latency {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1))
  return { n: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}
