import type { ParsedArticle, ParsedSection } from './article.ts'
import { webAddress } from './formats/feed-item.ts'
import { maxLead } from './lead.ts'
import { cleanLine, cleanText, shorten } from './plain-text.ts'

/** What one article may hold, in UTF-16 units and in pieces. News stays far below. */
const limits = {
  headline: 300,
  /** Of one whose headline turned out to be empty. */
  madeHeadline: 100,
  lead: maxLead,
  byline: 300,
  crosshead: 300,
  body: 100_000,
  takeaway: 1_000,
  takeaways: 20,
  category: 100,
  categories: 50,
  address: 4_000,
} as const

/**
 * The one boundary that an article passes on its way in, whatever format it came in: its text is clean,
 * and of a size that can be kept and shown; its addresses are of http and https alone. Of a body over the
 * limit, whole paragraphs are kept; the one that crosses it is cut at a word, and what follows is left out.
 */
export function tidyArticle(article: ParsedArticle): ParsedArticle {
  const line = (text: string, limit: number) => shorten(cleanLine(text), limit)
  const lines = (texts: readonly string[], limit: number, count: number) =>
    texts
      .map((text) => line(text, limit))
      .filter((text) => text !== '')
      .slice(0, count)
  const language = cleanLine(article.language ?? '')
  const lead = shorten(cleanText(article.lead), limits.lead)

  return {
    guid: (article.guid && cleanLine(article.guid)) || null,
    url: tidyAddress(article.url),
    headline: line(article.headline, limits.headline) || line(lead, limits.madeHeadline),
    lead,
    byline: line(article.byline ?? '', limits.byline) || null,
    publishedAt: article.publishedAt,
    language: /^[a-z]{2,3}\b/i.test(language) ? language : null,
    imageUrl: tidyAddress(article.imageUrl),
    categories: lines(article.categories, limits.category, limits.categories),
    sections: tidySections(article.sections),
    takeaways: lines(article.takeaways, limits.takeaway, limits.takeaways),
  }
}

/** Without a user's name and password, which make one host look like another. */
function tidyAddress(stated: string | null): string | null {
  const address = webAddress(stated)
  if (!address || address.length > limits.address) return null
  const url = new URL(address)
  url.username = ''
  url.password = ''
  return url.href
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
      crosshead: shorten(cleanLine(crosshead ?? ''), limits.crosshead) || null,
      paragraphs: paragraphs.flatMap(take),
    }))
    .filter(({ paragraphs }) => paragraphs.length > 0)
}
