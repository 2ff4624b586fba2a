import type { ArticleText } from '../article.ts'
import type { EnrichedTakeaway, Evidence } from '../enrichment.ts'
import { splitSentences } from '../sentences/split.ts'

/** The publisher's own takeaways, or else the first sentences that stand by themselves. */
export function takeawaysOf(article: ArticleText, language: string): EnrichedTakeaway[] {
  const own = (article.takeaways ?? []).filter((text) => text.trim() !== '')
  if (own.length > 0) {
    return own.map((text) => ({ text, origin: 'PUBLISHER', evidence: null }))
  }
  return candidates(article, language)
    .filter(({ quote }) => {
      const words = quote.split(/\s+/).length
      return words >= 8 && words <= 40 && !quote.endsWith('?')
    })
    .slice(0, 3)
    .map((evidence) => ({ text: evidence.quote, origin: 'EXTRACTED', evidence }))
}

function candidates(article: ArticleText, language: string): Evidence[] {
  const places = [
    { section: null, paragraph: null, text: article.lead },
    ...article.sections.flatMap(({ paragraphs }, section) =>
      paragraphs.map((text, paragraph) => ({ section, paragraph, text })),
    ),
  ]
  return places.flatMap(({ section, paragraph, text }) =>
    splitSentences(text, language).map(({ start, end }) => ({
      quote: text.slice(start, end),
      section,
      paragraph,
      start,
      end,
    })),
  )
}
