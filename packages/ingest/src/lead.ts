import type { ParsedSection } from './article.ts'

/** UTF-16 units: what still is a lead, and not a body without paragraphs. */
export const maxLead = 2_000

/** A dateline or a kicker also begins a text; shorter ones than this prove nothing. */
const telling = 40

/**
 * Which text leads and which follows. Feeds give the beginning of the body as its summary, cut off
 * anywhere: then the first paragraph leads and is not repeated. Without a summary it leads too.
 */
export function leadOf(
  summary: string,
  sections: readonly ParsedSection[],
): { lead: string; sections: ParsedSection[] } {
  const first = sections[0]?.crosshead === null ? sections[0].paragraphs[0] : undefined
  if (first === undefined || first.length > maxLead) {
    return { lead: summary || (first ?? ''), sections: [...sections] }
  }
  if (summary && !isSameBeginning(summary, first)) return { lead: summary, sections: [...sections] }
  return { lead: first, sections: withoutFirstParagraph(sections) }
}

function isSameBeginning(summary: string, paragraph: string): boolean {
  const [shorter, longer] = [bare(summary), bare(paragraph)].toSorted((a, b) => a.length - b.length)
  if (!shorter || !longer) return false
  return shorter === longer || (shorter.length >= telling && longer.startsWith(shorter))
}

/** Without what marks a cut (`…`, `[...]`, `[&hellip;]`) and without white space, which differs. */
function bare(text: string): string {
  return text.replace(/[\s[(]*(…|\.{3})[\s\])]*$/, '').replace(/\s+/g, '')
}

function withoutFirstParagraph([first, ...rest]: readonly ParsedSection[]): ParsedSection[] {
  if (!first) return []
  const paragraphs = first.paragraphs.slice(1)
  return paragraphs.length > 0 ? [{ ...first, paragraphs }, ...rest] : rest
}
