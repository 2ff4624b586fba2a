import type { ParsedArticle, ParsedSection } from './article.ts'
import { maxLead } from './lead.ts'
import { cleanText, shorten } from './plain-text.ts'

/** What one article may hold, in UTF-16 units and in pieces. News stays far below. */
const limits = {
  headline: 300,
  lead: maxLead,
  byline: 300,
  crosshead: 300,
  body: 100_000,
  takeaway: 1_000,
  takeaways: 20,
  category: 100,
  categories: 50,
} as const

/**
 * The one boundary that an article's text passes on its way in, whatever format it came in: clean,
 * and of a size that can be kept and shown. Of a body over the limit, whole paragraphs are kept; the
 * one that crosses it is cut at a word, and what follows is left out.
 */
export function tidyArticle(article: ParsedArticle): ParsedArticle {
  const line = (text: string, limit: number) => shorten(cleanText(text), limit)
  const lines = (texts: readonly string[], limit: number, count: number) =>
    texts
      .map((text) => line(text, limit))
      .filter((text) => text !== '')
      .slice(0, count)
  const language = cleanText(article.language ?? '')

  return {
    ...article,
    guid: article.guid && cleanText(article.guid),
    headline: line(article.headline, limits.headline),
    lead: line(article.lead, limits.lead),
    byline: line(article.byline ?? '', limits.byline) || null,
    language: /^[a-z]{2,3}\b/i.test(language) ? language : null,
    categories: lines(article.categories, limits.category, limits.categories),
    sections: tidySections(article.sections),
    takeaways: lines(article.takeaways, limits.takeaway, limits.takeaways),
  }
}

function tidySections(sections: readonly ParsedSection[]): ParsedSection[] {
  let left: number = limits.body
  const take = (paragraph: string): string[] => {
    const text = cleanText(paragraph)
    if (text === '' || left <= 0) return []
    const taken = shorten(text, left)
    left -= text.length
    return [taken]
  }
  return sections
    .map(({ crosshead, paragraphs }) => ({
      crosshead: shorten(cleanText(crosshead ?? ''), limits.crosshead) || null,
      paragraphs: paragraphs.flatMap(take),
    }))
    .filter(({ paragraphs }) => paragraphs.length > 0)
}
