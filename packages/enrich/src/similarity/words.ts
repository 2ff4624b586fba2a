import { type Token, tokenize, UNSPACED } from '../tokens.ts'

/**
 * The words and numbers of a text, without marks and the possessive's s. What is written without
 * spaces is cut into overlapping pairs of characters, which serve as words where none can be told.
 */
export function wordsOf(text: string): Token[] {
  return tokenize(text).flatMap((token) => {
    if (!/[\p{L}\p{N}]/u.test(token.norm) || /^['’]s$/i.test(token.text)) return []
    return UNSPACED.test(token.norm) ? characterPairs(token) : [token]
  })
}

function characterPairs(token: Token): Token[] {
  const characters = Array.from(token.text)
  if (characters.length < 3) return [token]
  let start = token.start
  return characters.slice(1).map((character, before) => {
    const text = `${characters[before]}${character}`
    const pair = { text, norm: text.normalize('NFKD'), start, end: start + text.length }
    start += characters[before]?.length ?? 0
    return pair
  })
}
