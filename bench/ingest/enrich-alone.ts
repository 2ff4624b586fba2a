import { enrich } from '@courant/enrich'

import { dispatches } from './dispatches.ts'

/** Articles; as long as it takes until everything is compiled. */
const warmUp = 500

/**
 * Enrichment alone: articles a second of processor time, all of the process counted, so what the collector
 * does beside is in it; and words an article.
 */
export async function enrichAlone(articles: number, folder: string | null) {
  const texts = []
  for await (const { title, paragraphs, categories } of dispatches(
    articles + warmUp,
    folder,
    new Date(),
  )) {
    const sections = [{ crosshead: null, paragraphs }]
    texts.push({ headline: title, lead: '', sections, categories, takeaways: [], language: null })
  }
  const measured = texts.splice(warmUp)
  for (const text of texts) enrich(text)
  const before = process.cpuUsage()
  for (const text of measured) enrich(text)
  const { user, system } = process.cpuUsage(before)
  const words = measured
    .flatMap(({ sections }) => sections[0]!.paragraphs)
    .join(' ')
    .split(/\s+/)
  return {
    'articles/s': Math.round((articles * 1_000_000) / (user + system)),
    'words an article': Math.round(words.length / articles),
  }
}
