import { continuesAfter } from './abbreviations.ts'

/** UTF-16 offsets of a sentence, without the space around it. */
export interface Sentence {
  start: number
  end: number
}

/** The segmenter takes time with the square of its text's length, so it gets a window at a time. */
const WINDOW = 2000

const segmenters = new Map<string, Intl.Segmenter>()

/**
 * Splits a text into sentences. `Intl.Segmenter` (UAX #29) knows no abbreviations, so its segments
 * are joined again after titles, initials, German ordinals and the like. The slices between
 * neighbouring sentences hold nothing but white space.
 */
export function splitSentences(text: string, language: string): Sentence[] {
  const sentences: Sentence[] = []
  let open: Sentence | null = null
  for (const [start, end] of segments(text, language)) {
    const segment = trimmed(text, start, end)
    if (segment === null) continue
    if (open !== null && continuesAfter(text, open, segment, language)) {
      open.end = segment.end
    } else {
      open = segment
      sentences.push(open)
    }
  }
  return sentences
}

function* segments(text: string, language: string): Generator<[start: number, end: number]> {
  // A line break inside a paragraph is a space to us and the end of a sentence to UAX #29.
  const flat = text.replace(/[\n\r\v\f\u0085\u2028\u2029]/g, ' ')
  const segmenter = segmenterOf(language)
  let from = 0
  let size = WINDOW
  while (from < flat.length) {
    const window = flat.slice(from, from + size)
    const isLast = from + size >= flat.length
    const starts = [...segmenter.segment(window)].map(({ index }) => index)
    const complete = isLast ? starts.length : starts.length - 1
    if (complete === 0) {
      size *= 2
      continue
    }
    for (let i = 0; i < complete; i++) {
      yield [from + (starts[i] ?? 0), from + (starts[i + 1] ?? window.length)]
    }
    if (isLast) return
    from += starts[complete] ?? window.length
    size = WINDOW
  }
}

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language)
  if (segmenter === undefined) {
    const locale = /^[a-z]{2,3}$/.test(language) ? language : 'und'
    segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' })
    segmenters.set(language, segmenter)
  }
  return segmenter
}

function trimmed(text: string, start: number, end: number): Sentence | null {
  while (start < end && isSpace(text, start)) start++
  while (end > start && isSpace(text, end - 1)) end--
  return start === end ? null : { start, end }
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at))
}
