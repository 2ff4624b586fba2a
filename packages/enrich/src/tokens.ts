/** A word, number or mark of a text; offsets in UTF-16 units. */
export interface Token {
  text: string
  /** For comparing: lower case, without diacritics and the dots of an acronym. */
  norm: string
  start: number
  end: number
}

/**
 * "U.S." is one word, "Trump's" is a name and its possessive, hyphens stand alone so that
 * "NATO-Ukraine" holds two names.
 */
const TOKEN =
  /(?:\p{Lu}\.){2,}(?:\p{Lu}(?![\p{L}\p{N}]))?|[\p{L}\p{M}\p{N}]+|['’][sS](?![\p{L}\p{N}])|\S/gu

/** The words and marks of a text in order; linear in its length. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    const word = match[0]
    tokens.push({
      text: word,
      norm: normalize(word),
      start: match.index,
      end: match.index + word.length,
    })
  }
  return tokens
}

/** "Erdoğan" and "Erdogan", "U.S." and "US" are the same name. */
export function normalize(word: string): string {
  const lower = word.toLowerCase()
  if (isAscii(lower)) return lower.length > 1 ? lower.replaceAll('.', '') : lower
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('’', "'")
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return false
  }
  return true
}

/** A letter of a script that puts no space between words. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Begins with a capital letter. */
export function isCapitalWord(token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}/u.test(token.text)
}

/** In a line set in capitals throughout, case tells nothing. */
export function isAllCapitals(tokens: readonly Token[]): boolean {
  let capitals = 0
  for (const { text } of tokens) {
    if (/\p{Ll}/u.test(text)) return false
    if (/\p{Lu}{2}/u.test(text)) capitals++
  }
  return capitals > 2
}
