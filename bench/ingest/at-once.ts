import { ensureSource } from '@courant/feed'
import { ingestDocument, writeKnowledge } from '@courant/ingest'
import { createDb } from '@courant/prisma'

import { type Dispatch, dispatches } from './dispatches.ts'
import { feedOf, feeds } from './document.ts'

const sources = 20
/** Feeds that are taken in at once, each of another source, as a worker does. */
const atOnce = 4

export interface TakenAtOnce {
  seconds: number
  /** Processor time of this process, in seconds. */
  processor: number
  /** MiB in use after each quarter. */
  memory: number[]
  /** MiB on disk. */
  database: number
}

/** Takes feeds of 20 sources in, four at once, as a worker does. */
export async function takeAtOnce(
  url: string,
  { articles, folder }: { articles: number; folder: string | null },
): Promise<TakenAtOnce> {
  const db = createDb(url)
  try {
    await writeKnowledge(db)
    const all = await Promise.all(
      Array.from({ length: sources }, (_, number) =>
        ensureSource(db, { slug: `wire-${number}`, name: `Wire ${number}` }),
      ),
    )
    const memory: number[] = []
    let taken = 0
    let number = 0
    const startedAt = performance.now()
    const before = process.cpuUsage()
    const running = new Set<Promise<void>>()
    const take = async (items: readonly Dispatch[]) => {
      const source = all[number++ % sources]!
      const document = { name: source.name, content: feedOf(source.name, items) }
      const { added } = await ingestDocument(db, document, { source })
      taken += added
      if (taken >= ((memory.length + 1) * articles) / 4) memory.push(mib(process.memoryUsage().rss))
    }
    for await (const items of feeds(dispatches(articles, folder, new Date()))) {
      const work = take(items).finally(() => running.delete(work))
      running.add(work)
      if (running.size === atOnce) await Promise.race(running)
    }
    await Promise.all(running)
    const seconds = (performance.now() - startedAt) / 1000
    const { user, system } = process.cpuUsage(before)
    const events = await db.articleEvent.count({ where: { kind: 'ADDED' } })
    if (taken !== articles || events !== articles) {
      throw new Error(`${articles} articles gave ${taken} additions and ${events} events`)
    }
    const [size] = await db.$queryRaw<{ bytes: bigint }[]>`
      SELECT pg_database_size(current_database()) AS bytes`
    return { seconds, processor: (user + system) / 1e6, memory, database: mib(Number(size!.bytes)) }
  } finally {
    await db.$disconnect()
  }
}

function mib(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}
