import type { TextPart } from '../article.ts'

/** A place of an article that says what a quote says, letter for letter but for white space. */
export interface FoundQuote {
  place: TextPart
  start: number
  end: number
}

/** The first place of a quote, null where the article has none. An empty quote has none. */
export function findQuote(quote: string, places: readonly TextPart[]): FoundQuote | null {
  const sought = folded(quote).text.trim()
  if (sought === '') return null
  for (const place of places) {
    const { text, offsets } = folded(place.text)
    const at = text.indexOf(sought)
    if (at === -1) continue
    const start = offsets[at]
    const last = offsets[at + sought.length - 1]
    if (start !== undefined && last !== undefined) return { place, start, end: last + 1 }
  }
  return null
}

/** Each run of white space as one space, and where each unit of the result stands in the text. */
function folded(text: string): { text: string; offsets: number[] } {
  const offsets: number[] = []
  let result = ''
  let inSpace = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    const isSpace = /\s/.test(unit)
    if (!isSpace || !inSpace) {
      result += isSpace ? ' ' : unit
      offsets.push(at)
    }
    inSpace = isSpace
  }
  return { text: result, offsets }
}
