import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { closeReading } from '@courant/ingest'
import { startEmbedded } from '@courant/prisma/embedded'
import { migrate } from '@courant/prisma/migrate'

import { besideCopy, rateOf, toCopy } from './ingest/beside-copy.ts'
import { takeAtOnce } from './ingest/at-once.ts'
import { enrichAlone } from './ingest/enrich-alone.ts'
import { median, round } from './figures.ts'

/**
 * Takes articles in as feeds of 100 items, into databases that sync their writes to disk: one feed after
 * the other beside COPY of the same rows, stage by stage; then four at once, as a worker does; and
 * enrichment alone.
 */
export async function measureIngest({
  articles = 10_000,
}): Promise<Record<string, Record<string, number | string>>> {
  const folder = process.env.COURANT_DATA ? join(process.env.COURANT_DATA, 'load') : null
  if (!folder) console.log('COURANT_DATA is not set: text of our own, which is simpler than news')
  const dataDir = await mkdtemp(join(tmpdir(), 'courant-bench-'))
  const postgres = await startEmbedded({ dataDir: join(dataDir, 'postgres') })
  const fresh = async (name: string) => {
    const url = new URL(postgres.url)
    url.pathname = `/${name}`
    await migrate(url.href)
    return url.href
  }
  try {
    const rounds = await besideCopy(await fresh('stored'), { articles, folder })
    const crowd = await takeAtOnce(await fresh('at_once'), { articles, folder })
    const alone = await enrichAlone(Math.min(articles, 5_000), folder)
    const rate = (stage: Parameters<typeof rateOf>[1]) => ({ 'articles/s': rateOf(rounds, stage) })
    return {
      parse: rate('parse'),
      enrich: rate('enrich'),
      store: { ...rate('store'), 'to COPY': round(toCopy(rounds), 2) },
      'COPY of the same rows': {
        ...rate('copy'),
        'to COPY': 1,
        'rows an article': round(median(rounds.map(({ rows, articles }) => rows / articles))),
      },
      'whole, one feed after the other': rate('whole'),
      'whole, four feeds at once': {
        'articles/s': Math.round(articles / crowd.seconds),
        'a core of the process': Math.round(articles / crowd.processor),
      },
      'enrichment alone, a core': alone,
      ...Object.fromEntries(
        crowd.memory.map((MiB, quarter) => [`memory after quarter ${quarter + 1}`, { MiB }]),
      ),
      database: { MiB: crowd.database },
      text: { of: folder ? 'Reuters-21578' : 'our own' },
    }
  } finally {
    await closeReading()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
