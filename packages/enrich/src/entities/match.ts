import { isAllCapitals, isCapitalWord, type Token } from '../tokens.ts'
import type { AliasUse, TrieNode } from './alias-trie.ts'
import { commonWords } from './lexicon.ts'

/** A run of tokens that reads like an alias of one or several entities. */
export interface AliasMatch {
  /** Index of the first token, and of the one after the last. */
  from: number
  to: number
  /** Never empty. */
  uses: readonly AliasUse[]
}

const GERMAN_ENDINGS = ['s', 'es', 'n', 'en', 'er', 'ern']

interface Reading {
  language: string
  /** The part is set in capitals throughout, so that case tells nothing. */
  shouting: boolean
}

/** The aliases in a text, leftmost and longest first, none overlapping. */
export function matchAliases(
  tokens: readonly Token[],
  trie: TrieNode,
  language: string,
): AliasMatch[] {
  const reading = { language, shouting: isAllCapitals(tokens) }
  const matches: AliasMatch[] = []
  for (let from = 0; from < tokens.length;) {
    const match = longestAt(tokens, from, trie, reading)
    if (match !== null) matches.push(match)
    from = match?.to ?? from + 1
  }
  return matches
}

function longestAt(
  tokens: readonly Token[],
  from: number,
  trie: TrieNode,
  reading: Reading,
): AliasMatch | null {
  let node: TrieNode | undefined = trie
  let longest: AliasMatch | null = null
  const words: Token[] = []
  for (let at = from; node !== undefined && at < tokens.length; at++) {
    // "Donald J. Trump" is found by "Donald Trump".
    if (at > from && isInitial(tokens, at) && !node.next.has(tokens[at]?.norm ?? '')) at += 2
    const token: Token | undefined = tokens[at]
    if (token === undefined) break
    words.push(token)
    const child: TrieNode | undefined = node.next.get(token.norm)
    const uses = usesThatFit(child, words, reading)
    if (uses.length > 0) longest = { from, to: at + 1, uses }
    else {
      const inflected = inflections(node, token, reading).flatMap((end) =>
        usesThatFit(end, words, reading),
      )
      if (inflected.length > 0) longest = { from, to: at + 1, uses: inflected }
    }
    node = child
  }
  return longest
}

function isInitial(tokens: readonly Token[], at: number): boolean {
  return /^\p{Lu}$/u.test(tokens[at]?.text ?? '') && tokens[at + 1]?.text === '.'
}

/** "Deutschlands", "des Irans", "Trumps": where a German ending follows a known name. */
function inflections(node: TrieNode, token: Token, { language }: Reading): TrieNode[] {
  if (language === 'en' || token.norm.length < 5 || !isCapitalWord(token)) return []
  const ends: TrieNode[] = []
  for (const ending of GERMAN_ENDINGS) {
    if (!token.norm.endsWith(ending)) continue
    const child = node.next.get(token.norm.slice(0, -ending.length))
    if (child !== undefined) ends.push(child)
  }
  return ends
}

function usesThatFit(
  node: TrieNode | undefined,
  words: readonly Token[],
  reading: Reading,
): AliasUse[] {
  if (node === undefined || node.uses.length === 0) return []
  return node.uses.filter((use) => fits(use, words, reading))
}

function fits(use: AliasUse, words: readonly Token[], { language, shouting }: Reading): boolean {
  if (use.language !== '' && use.language !== language && isCovered(language)) return false
  if (use.caseSensitive) {
    return sameLetters(use.tokens, words) && !(shouting && words.every(mayBeCommon))
  }
  return words.every((word, i) => isCapitalWord(word) || !isCapitalWord(use.tokens[i]))
}

/** "US" and "WHO" in a line of capitals; "U.S." is safe even there. */
function mayBeCommon({ text, norm }: Token): boolean {
  return text.length <= 2 || (text.length <= 3 && commonWords.has(norm))
}

/** The languages that the knowledge base has names of its own for. */
function isCovered(language: string): boolean {
  return language === 'en' || language === 'de'
}

function sameLetters(alias: readonly Token[], words: readonly Token[]): boolean {
  return (
    alias.length === words.length &&
    alias.every(({ text }, i) => withoutDots(text) === withoutDots(words[i]?.text ?? ''))
  )
}

function withoutDots(text: string): string {
  return text.length > 1 ? text.replaceAll('.', '') : text
}
