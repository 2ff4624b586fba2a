/** Whether every word of a text begins one of a label's; without regard to case and accents. */
export function matches(label: string, text: string): boolean {
  const beginnings = wordsOf(label)
  return wordsOf(text).every((word) => beginnings.some((label) => label.startsWith(word)))
}

function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}
