import { ensureSource } from '@courant/feed'
import { ingestDocument, writeKnowledge } from '@courant/ingest'
import { createDb, type Source } from '@courant/prisma'

import { median } from '../figures.ts'
import { openTwin } from './copy.ts'
import { dispatches } from './dispatches.ts'
import { feedOf, feeds } from './document.ts'
import { watchStages } from './stages.ts'

const sources = 20
const feedsARound = 10

/** Sums of a round, times in milliseconds. */
const nothing = { articles: 0, rows: 0, parse: 0, enrich: 0, store: 0, whole: 0, copy: 0 }

export type Round = typeof nothing

/**
 * Takes feeds in, one after the other, and copies the rows of each into another database before the next:
 * in turn, in transactions of the same size, on one server that syncs both to disk.
 * @returns the rounds but the first, in which everything is compiled
 */
export async function besideCopy(
  url: string,
  { articles, folder }: { articles: number; folder: string | null },
): Promise<Round[]> {
  const wires = await prepare(url)
  const twin = await openTwin(url)
  const db = createDb(url)
  const { spent, stop } = watchStages()
  const measured: Round[] = []
  try {
    for await (const items of feeds(dispatches(articles, folder, new Date()))) {
      const source = wires[measured.length % sources]!
      const document = { name: source.name, content: feedOf(source.name, items) }
      const before = { ...spent }
      const begun = performance.now()
      const { added, articles: saved } = await ingestDocument(db, document, { source })
      const whole = performance.now() - begun
      if (added !== items.length)
        throw new Error(`Of ${items.length} articles ${added} were added.`)
      const dump = await twin.dump(saved.map(({ articleId }) => articleId))
      const copy = await twin.copy(dump)
      measured.push({
        articles: added,
        rows: dump.rows,
        parse: spent.parse - before.parse,
        enrich: spent.enrich - before.enrich,
        store: spent.store - before.store,
        whole,
        copy,
      })
    }
  } finally {
    stop()
    await db.$disconnect()
    await twin.close()
  }
  return roundsOf(measured).slice(1)
}

/** What stands in the database before the first article: knowledge, and who publishes. */
async function prepare(url: string): Promise<Source[]> {
  const db = createDb(url)
  await writeKnowledge(db)
  const wires = await Promise.all(
    Array.from({ length: sources }, (_, number) =>
      ensureSource(db, { slug: `wire-${number}`, name: `Wire ${number}` }),
    ),
  )
  await db.$disconnect()
  return wires
}

function roundsOf(measured: readonly Round[]): Round[] {
  const rounds: Round[] = []
  for (const [at, one] of measured.entries()) {
    const round = (rounds[Math.floor(at / feedsARound)] ??= { ...nothing })
    for (const key of Object.keys(nothing) as (keyof Round)[]) round[key] += one[key]
  }
  return rounds
}

/** Articles a second of a stage: the median of the rounds. */
export function rateOf(rounds: readonly Round[], stage: Exclude<keyof Round, 'articles' | 'rows'>) {
  return Math.round(median(rounds.map((round) => (round.articles * 1000) / round[stage])))
}

/** How fast storing is to COPY: the median of the rounds. */
export function toCopy(rounds: readonly Round[]): number {
  return median(rounds.map(({ copy, store }) => copy / store))
}
