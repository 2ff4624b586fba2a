import words from '../../knowledge/compound-heads.json' with { type: 'json' }
import { isCapitalWord, normalize, type Token } from '../tokens.ts'
import type { TrieNode } from './alias-trie.ts'

const heads = new Set(words.map(normalize))
/** A shorter name is too often the beginning of another word. */
const MIN_NAME = 4

/**
 * Cuts German compounds that begin with a known name in two: "Bundeswehrsoldaten" is "Bundeswehr" and
 * "soldaten", "Ukrainekrieg" is "Ukraine" and "krieg". Words that are themselves known, and all others,
 * stay whole.
 */
export function splitCompounds(tokens: readonly Token[], trie: TrieNode): Token[] {
  return tokens.flatMap((token) => {
    const cut = isCapitalWord(token) && !trie.next.has(token.norm) ? cutOf(token, trie) : null
    if (cut === null) return [token]
    const { text, norm, start, end } = token
    const at = start + cut
    return [
      { text: text.slice(0, cut), norm: norm.slice(0, cut), start, end: at },
      { text: text.slice(cut), norm: norm.slice(cut), start: at, end },
    ]
  })
}

/** The length of the name at the beginning of a compound. */
function cutOf({ text, norm }: Token, trie: TrieNode): number | null {
  // Where folding changed the length, offsets in one are none in the other.
  if (text.length !== norm.length) return null
  for (let cut = norm.length - 3; cut >= MIN_NAME; cut--) {
    const rest = norm.slice(cut)
    if (!heads.has(rest) && !(rest.startsWith('s') && heads.has(rest.slice(1)))) continue
    const isName = trie.next.get(norm.slice(0, cut))?.uses.some(({ role }) => role === 'name')
    if (isName) return cut
  }
  return null
}
