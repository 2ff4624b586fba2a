/** Only what the expectations use; the others are written as numbers there. */
const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u{A0}',
}

/** The text of HTML, without its white space, which sanitisers set otherwise. */
export function plainOf(html: string): string {
  const text = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(
      /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (decimal) return String.fromCodePoint(Number(decimal))
        if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
        return named[name ?? ''] ?? whole
      },
    )
  return withoutSpace(text)
}

export function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '')
}
