import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { ensureSource, saveArticles, syncKnowledge } from '@courant/feed'
import { createDb, type Db } from '@courant/prisma'
import { startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'

import type { Shape } from './feed/shapes.ts'
import { articleOf, topic } from './live/contract.ts'
import { quantile, round } from './figures.ts'
import { freePort } from './free-port.ts'
import { courant } from './peers/courant.ts'
import { startPeer } from './peers/peer.ts'

const pauseMs = 30
const shape: Shape = { name: 'of the topic', kind: 'page', asked: { topicsAll: [topic.slug] } }

/**
 * How soon the next answer to a question that is kept holds an article that matches it: milliseconds from the
 * return of the save, in this process, to the end of the first answer in which it is, asked one after the
 * other. On a database that syncs its writes to disk.
 */
export async function measureFresh({
  articles = 200,
}): Promise<Record<string, Record<string, number>>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'courant-bench-'))
  const postgres = await startEmbedded({ dataDir: join(dataDir, 'postgres') })
  await migrate(postgres.url)
  const db = createDb(postgres.url)
  try {
    await syncKnowledge(db, { hash: 'bench', entities: [], topics: [topic] })
    const { id } = await ensureSource(db, { slug: 'bench', name: 'Bench' })
    const peer = courant('Courant', {})
    const api = await startPeer(peer, postgres.url, await freePort())
    try {
      const body = JSON.stringify(await peer.bodyOf(shape, api.url))
      const waits = await waitsFor(db, { sourceId: id, articles, url: api.url + peer.path, body })
      const at = (share: number) => round(quantile(waits, share))
      return {
        'ms from the save to the answer': { p50: at(0.5), p99: at(0.99), most: at(1) },
      }
    } finally {
      await api.stop()
    }
  } finally {
    await db.$disconnect()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function waitsFor(
  db: Db,
  {
    sourceId,
    articles,
    url,
    body,
  }: { sourceId: string; articles: number; url: string; body: string },
): Promise<number[]> {
  const headers = { 'content-type': 'application/json' }
  const answer = async () => (await fetch(url, { method: 'POST', headers, body })).text()
  const waits: number[] = []
  for (let n = 0; n < articles; n += 1) {
    const headline = `Article ${n}.`
    // So that an answer is kept, and has to be dropped.
    for (let times = 0; times < 3; times += 1) await answer()
    await saveArticles(db, [articleOf(sourceId, headline)])
    const saved = performance.now()
    while (!(await answer()).includes(headline));
    waits.push(performance.now() - saved)
    await sleep(pauseMs)
  }
  return waits
}
