import type { DraftSection, DraftTakeaway } from '../articles/draft.ts'

type Evidence = NonNullable<DraftTakeaway['evidence']>

/** Where a text stands in an article letter for letter: in its lead, else in its body; null for nowhere. */
export function findQuote(
  quote: string,
  { lead, sections }: { lead: string; sections: readonly Pick<DraftSection, 'paragraphs'>[] },
): Evidence | null {
  const inLead = sliceIn(lead, quote)
  if (inLead) return { quote, section: null, paragraph: null, ...inLead }
  for (const [section, { paragraphs }] of sections.entries()) {
    for (const [paragraph, text] of paragraphs.entries()) {
      const found = sliceIn(text, quote)
      if (found) return { quote, section, paragraph, ...found }
    }
  }
  return null
}

function sliceIn(text: string, quote: string): { start: number; end: number } | null {
  const start = quote === '' ? -1 : text.indexOf(quote)
  return start < 0 ? null : { start, end: start + quote.length }
}
