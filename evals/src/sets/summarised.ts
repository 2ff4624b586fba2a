/** A text and the sentences that were chosen from it. */
export interface SummarisedText {
  id: string
  headline: string
  /** Sentences, by paragraph. */
  paragraphs: string[][]
  summary: string[]
}

/** Reads a text with a sentence a line, the headline first, a blank line between paragraphs. */
export function readSummarised(id: string, text: string, summary: string): SummarisedText {
  const [head = [], ...blocks] = text
    .split(/\n\s*\n/)
    .map(linesOf)
    .filter((lines) => lines.length > 0)
  const [headline = '', ...rest] = head
  const paragraphs = rest.length > 0 ? [rest, ...blocks] : blocks
  return { id, headline, paragraphs, summary: linesOf(summary) }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
