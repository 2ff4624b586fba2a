/** What stands in a text from one offset to another is replaced by this. */
export interface Edit {
  from: number
  to: number
  text: string
}

/**
 * Of edits that overlap, the first counts. Those at the same place come out in the order in which they
 * are given.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text
  const pieces: string[] = []
  let done = 0
  for (const edit of edits.toSorted((a, b) => a.from - b.from)) {
    if (edit.from < done) continue
    pieces.push(text.slice(done, edit.from), edit.text)
    done = edit.to
  }
  pieces.push(text.slice(done))
  return pieces.join('')
}
