import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ensureSource } from '@courant/feed'
import { closeReading, ingestDocument } from '@courant/ingest'
import { createDb } from '@courant/prisma'
import { startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'

import { type Dispatch, dispatches } from './dispatches.ts'

const itemsAFeed = 100
const sources = 20
/** Feeds that are taken in at once, each of another source, as a worker does. */
const atOnce = 4

/** As `ingestDocument` tells of it: wall-clock time of a stage for a batch. */
interface StageMessage {
  stage: 'parse' | 'enrich' | 'store'
  milliseconds: number
}

/**
 * Takes articles in as feeds of 100 items, those of 20 sources in turn, four feeds at once, into an empty
 * embedded database that syncs its writes to disk: parsing, enrichment, storing with events. Stages
 * overlap, so their times add up to more than the whole.
 */
export async function measureIngest({
  articles = 20_000,
}): Promise<Record<string, Record<string, number | string>>> {
  const folder = process.env.COURANT_DATA ? join(process.env.COURANT_DATA, 'load') : null
  if (!folder) console.log('COURANT_DATA is not set: text of our own, which is simpler than news')
  const dataDir = await mkdtemp(join(tmpdir(), 'courant-bench-'))
  const postgres = await startEmbedded({ dataDir: join(dataDir, 'postgres') })
  await migrate(postgres.url)
  const db = createDb(postgres.url)
  const spent = { parse: 0, enrich: 0, store: 0 }
  const note = (message: unknown) => {
    const { stage, milliseconds } = message as StageMessage
    spent[stage] += milliseconds
  }
  subscribe('courant.ingest', note)
  try {
    // What happens once for a database: the knowledge base is written.
    await ingestDocument(db, { name: 'first', content: feedOf('Nobody', []), format: 'feed' })
    const all = await Promise.all(
      Array.from({ length: sources }, (_, number) =>
        ensureSource(db, { slug: `wire-${number}`, name: `Wire ${number}` }),
      ),
    )
    spent.parse = 0
    const rss: number[] = []
    let taken = 0
    const startedAt = performance.now()
    const cpuBefore = process.cpuUsage()
    const running = new Set<Promise<void>>()
    const take = async (number: number, items: readonly Dispatch[]) => {
      const source = all[number % sources]!
      const document = { name: source.name, content: feedOf(source.name, items) }
      const { added } = await ingestDocument(db, document, { source })
      taken += added
      if (taken >= ((rss.length + 1) * articles) / 4) rss.push(process.memoryUsage().rss)
    }
    for await (const [number, items] of feeds(dispatches(articles, folder, new Date()))) {
      const work = take(number, items).finally(() => running.delete(work))
      running.add(work)
      if (running.size === atOnce) await Promise.race(running)
    }
    await Promise.all(running)
    const seconds = (performance.now() - startedAt) / 1000
    const { user, system } = process.cpuUsage(cpuBefore)
    const events = await db.articleEvent.count({ where: { kind: 'ADDED' } })
    if (taken !== articles || events !== articles) {
      throw new Error(`${articles} articles gave ${taken} additions and ${events} events`)
    }
    const [size] = await db.$queryRaw<{ bytes: bigint }[]>`
      SELECT pg_database_size(current_database()) AS bytes`
    const stage = (milliseconds: number) => ({
      seconds: round(milliseconds / 1000),
      'articles/s': milliseconds ? Math.round((articles * 1000) / milliseconds) : 0,
    })
    const mib = (bytes: number) => Math.round(bytes / 2 ** 20)
    return {
      whole: stage(seconds * 1000),
      parse: stage(spent.parse),
      enrich: stage(spent.enrich),
      store: stage(spent.store),
      'processor time of the process': stage((user + system) / 1000),
      ...Object.fromEntries(
        rss.map((bytes, quarter) => [`memory after quarter ${quarter + 1}`, { MiB: mib(bytes) }]),
      ),
      'memory at most': { MiB: mib(process.resourceUsage().maxRSS * 1024) },
      database: { MiB: mib(Number(size!.bytes)) },
      text: { of: folder ? 'Reuters-21578' : 'our own' },
    }
  } finally {
    unsubscribe('courant.ingest', note)
    await closeReading()
    await db.$disconnect()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export async function* feeds(items: AsyncIterable<Dispatch>): AsyncGenerator<[number, Dispatch[]]> {
  let batch: Dispatch[] = []
  let number = 0
  for await (const item of items) {
    if (batch.push(item) < itemsAFeed) continue
    yield [number++, batch]
    batch = []
  }
  if (batch.length > 0) yield [number, batch]
}

/** The newest item first, as publishers have it. */
export function feedOf(title: string, items: readonly Dispatch[]): string {
  const entries = items.toReversed().map(
    ({ id, title, paragraphs, categories, publishedAt }) => `<item>
      <guid isPermaLink="false">${escape(id)}</guid>
      <link>https://wire.example/${escape(id)}?utm_source=rss</link>
      <title>${escape(title)}</title>
      <pubDate>${publishedAt.toUTCString()}</pubDate>
      ${categories.map((category) => `<category>${escape(category)}</category>`).join('')}
      <description>${escape(`<p>${escape(paragraphs[0] ?? '')}</p>`)}</description>
      <content:encoded>${escape(paragraphs.map((text) => `<p>${escape(text)}</p>`).join('\n'))}</content:encoded>
    </item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>${escape(title)}</title><link>https://wire.example/</link>${entries.join('\n')}
    </channel></rss>`
}

/** Reuters' files hold control characters, which XML does not have. */
function escape(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
