export type ArticlePart = 'headline' | 'lead' | 'crosshead' | 'paragraph'

/** The text of one article as it is handed in; every string may hold anything. */
export interface ArticleText {
  headline: string
  lead: string
  sections: readonly { crosshead: string | null; paragraphs: readonly string[] }[]
  /** As the source states it, a BCP 47 tag; a prior, not a verdict. */
  language?: string | null
  /** The publisher's own takeaways. */
  takeaways?: readonly string[]
  /** The source's own labels of the article, in any language. */
  categories?: readonly string[]
}

/**
 * One text of an article and where it stands. `section` and `paragraph` are null for the headline
 * and the lead, `paragraph` is null for a crosshead.
 */
export interface TextPart {
  part: ArticlePart
  section: number | null
  paragraph: number | null
  text: string
}

/** A literal slice of a part; `start` and `end` are UTF-16 offsets into that part's text. */
export interface Span {
  part: ArticlePart
  section: number | null
  paragraph: number | null
  start: number
  end: number
  surface: string
}

/** Whether two places lie in the same text of an article. */
export function isSamePart(a: Omit<TextPart, 'text'>, b: Omit<TextPart, 'text'>): boolean {
  return a.part === b.part && a.section === b.section && a.paragraph === b.paragraph
}

/** The article's texts in reading order. */
export function partsOf(article: ArticleText): TextPart[] {
  const parts: TextPart[] = [
    { part: 'headline', section: null, paragraph: null, text: article.headline },
    { part: 'lead', section: null, paragraph: null, text: article.lead },
  ]
  for (const [section, { crosshead, paragraphs }] of article.sections.entries()) {
    if (crosshead !== null) {
      parts.push({ part: 'crosshead', section, paragraph: null, text: crosshead })
    }
    for (const [paragraph, text] of paragraphs.entries()) {
      parts.push({ part: 'paragraph', section, paragraph, text })
    }
  }
  return parts
}
