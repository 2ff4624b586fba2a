import type { Sentence } from '../sentences/split.ts'

/**
 * For each sentence of a text, in order, how much of it stands between quotation marks, 0 to 1.
 * Countries differ in which mark opens, so the letters beside it tell. What is never closed runs to
 * the end, as in the paragraphs of a long statement. Single marks are left alone: they are
 * apostrophes too.
 */
export function quotedShares(text: string, sentences: readonly Sentence[]): number[] {
  const spans = quotedSpans(text)
  let first = 0
  return sentences.map(({ start, end }) => {
    while ((spans[first]?.end ?? Infinity) <= start) first++
    let quoted = 0
    for (let at = first; at < spans.length; at++) {
      const span = spans[at]
      if (span === undefined || span.start >= end) break
      quoted += Math.min(span.end, end) - Math.max(span.start, start)
    }
    return quoted / (end - start)
  })
}

function quotedSpans(text: string): Sentence[] {
  const spans: Sentence[] = []
  let open: number | null = null
  for (const { index, 0: mark } of text.matchAll(/["„“”«»]/gu)) {
    if (open === null) {
      if (!closesOnly(text, index, mark)) open = index
    } else if (!opensOnly(text, index, mark)) {
      spans.push({ start: open, end: index + 1 })
      open = null
    }
  }
  if (open !== null) spans.push({ start: open, end: text.length })
  return spans
}

/** A mark that stands before a word and after none. */
function opensOnly(text: string, at: number, mark: string): boolean {
  return mark === '„' || (!isInk(text, at - 1) && isInk(text, at + 1))
}

function closesOnly(text: string, at: number, mark: string): boolean {
  return mark !== '„' && isInk(text, at - 1) && !isInk(text, at + 1)
}

function isInk(text: string, at: number): boolean {
  return /[^\s([{–—-]/.test(text.charAt(at))
}
