import type { ParsedSection } from '../../article.ts'
import { isByline, isDateline, namesIn } from './byline.ts'

/** A longer line is text, whatever it says. */
const maxLine = 120

/** A line alone that stands above what somebody paid for. */
const advertisement =
  /^(?:advertisement|advertising|sponsored|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|annons|annonse|reklama)$/i

export interface Furniture {
  headline: string
  byline: string | null
  /** Headings that stand above the headline. */
  kickers: readonly string[]
}

/**
 * A text without what stands in it and is none of it: at its top the headline once more, who wrote it
 * and when, and anywhere the word "Advertisement".
 * @returns also the byline, which may stand nowhere but there
 */
export function withoutFurniture(
  sections: readonly ParsedSection[],
  { headline, byline, kickers }: Furniture,
): { sections: ParsedSection[]; byline: string | null } {
  const text = sections
    .map(({ crosshead, paragraphs }) => {
      return { crosshead, paragraphs: paragraphs.filter((line) => !advertisement.test(line)) }
    })
    .filter(({ paragraphs }) => paragraphs.length > 0)
  const [first, ...rest] = text
  if (!first) return { sections: [], byline }

  const repeats = first.crosshead === headline || kickers.includes(first.crosshead ?? '')
  const crosshead = repeats ? null : first.crosshead
  let names = byline
  const isNews = (line: string): boolean => {
    if (line.length > maxLine) return true
    if (line === headline || isDateline(line)) return false
    const isName = isByline(line) || (byline !== null && namesIn(line) === byline)
    if (isName) names ??= namesIn(line)
    return !isName
  }
  const start = first.paragraphs.findIndex(isNews)
  const paragraphs = start < 0 ? [] : first.paragraphs.slice(start)
  const top = paragraphs.length > 0 ? [{ crosshead, paragraphs }] : []
  return { sections: [...top, ...rest], byline: names }
}
