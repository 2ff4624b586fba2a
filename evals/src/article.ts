import type { ArticleText, Enrichment, EnrichedMention } from '@courant/enrich'

export type Enrich = (article: ArticleText) => Enrichment

/** An article that is no more than paragraphs: a sentence or a passage of a gold set. */
export function passage(paragraphs: readonly string[]): ArticleText {
  return { headline: '', lead: '', sections: [{ crosshead: null, paragraphs }] }
}

/** An article with a headline, whose first paragraph is its lead, as in a feed. */
export function story(headline: string, paragraphs: readonly string[]): ArticleText {
  const [lead = '', ...rest] = paragraphs
  return { headline, lead, sections: [{ crosshead: null, paragraphs: rest }] }
}

/** The first line is the headline where there are more; a text of one line has none. */
export function articleOfText(text: string): ArticleText {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const [first = '', ...rest] = lines
  return rest.length > 0 ? story(first, rest) : story('', [first])
}

/** An offset range in the paragraph of that number. */
export interface Place {
  paragraph: number
  start: number
  end: number
}

/** A place where the enrichment of a passage names something. */
export interface FoundPlace extends Place {
  mention: EnrichedMention
  surface: string
}

/** Every place in the paragraphs of a passage where one of these is named, in reading order. */
export function placesOf(mentions: readonly EnrichedMention[]): FoundPlace[] {
  return mentions
    .flatMap((mention) =>
      mention.spans.flatMap(({ part, paragraph, start, end, surface }) =>
        part === 'paragraph' && paragraph !== null
          ? [{ mention, paragraph, start, end, surface }]
          : [],
      ),
    )
    .toSorted((a, b) => a.paragraph - b.paragraph || a.start - b.start || b.end - a.end)
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.paragraph === b.paragraph && a.start === b.start && a.end === b.end
}

export function isWithin(inner: Place, outer: Place): boolean {
  return inner.paragraph === outer.paragraph && inner.start >= outer.start && inner.end <= outer.end
}

export function overlap(a: Place, b: Place): boolean {
  return a.paragraph === b.paragraph && a.start < b.end && b.start < a.end
}

/** The text around a place, which stands in [[ ]]. */
export function show(text: string, { start, end }: { start: number; end: number }): string {
  const before = text.slice(Math.max(0, start - 60), start)
  const after = text.slice(end, end + 60)
  return `${before}[[${text.slice(start, end)}]]${after}`.replaceAll(/\s+/g, ' ')
}
