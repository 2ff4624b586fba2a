import type { Analysis } from '../analysis.ts'
import type { ArticleText } from '../article.ts'
import type { EnrichedTakeaway } from '../enrichment.ts'
import { extractTakeaways } from './extract.ts'
import { supportOf } from './support.ts'

/**
 * The publisher's own takeaways, all of them and each with the sentence that supports it if one does,
 * or else the sentences that carry the article.
 */
export function takeawaysOf(article: ArticleText, analysis: Analysis): EnrichedTakeaway[] {
  const own = distinctTexts(article.takeaways ?? [])
  if (own.length === 0) {
    return extractTakeaways(analysis).map((evidence) => ({
      text: spaced(evidence.quote),
      origin: 'EXTRACTED',
      evidence,
    }))
  }
  const evidence = supportOf(own, analysis)
  return own.map((text, at) => ({ text, origin: 'PUBLISHER', evidence: evidence[at] ?? null }))
}

function distinctTexts(texts: readonly string[]): string[] {
  const distinct = new Map<string, string>()
  for (const text of texts) {
    const clean = spaced(text)
    const key = clean.toLowerCase()
    if (clean !== '' && !distinct.has(key)) distinct.set(key, clean)
  }
  return [...distinct.values()]
}

/** A line break within a sentence is a space. */
function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
