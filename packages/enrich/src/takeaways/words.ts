import lists from '../../knowledge/stop-words.json' with { type: 'json' }
import { normalize, type Token, UNSPACED } from '../tokens.ts'
import { stemOf } from './stem.ts'

/** Words of each language that the knowledge base has something to say of, folded. */
export type WordLists = Readonly<Record<string, ReadonlySet<string>>>

const stopWords = foldedLists(lists)

/** Letters that make a word on average where no space does. */
const LETTERS_A_WORD = 2

/**
 * The content words of a text in order, each as its stem. What is written without spaces gives the
 * pairs of neighbouring letters, which match nearly as well as words.
 */
export function termsOf(tokens: readonly Token[], language: string): string[] {
  // Short words of a language without a list are mostly of the kind that lists hold.
  const least = stopWords[language] === undefined ? 4 : 2
  const terms: string[] = []
  for (const { text, norm } of tokens) {
    if (isUnspaced(text)) {
      const letters = Array.from(text)
      for (let at = 0; at + 1 < letters.length; at++) {
        terms.push(`${letters[at] ?? ''}${letters[at + 1] ?? ''}`)
      }
    } else if (/^[\p{L}\p{N}]/u.test(norm) && !isStopWord(norm, language)) {
      if (norm.length >= least || /^[\p{Lu}\p{N}]/u.test(text)) terms.push(stemOf(norm, language))
    }
  }
  return terms
}

/** How many words a reader would count. */
export function countWords(tokens: readonly Token[]): number {
  let words = 0
  for (const { text } of tokens) {
    if (isUnspaced(text)) words += Array.from(text).length / LETTERS_A_WORD
    else if (/^[\p{L}\p{N}]/u.test(text)) words++
  }
  return words
}

function isUnspaced(text: string): boolean {
  return text.charCodeAt(0) > 0xdff && UNSPACED.test(text)
}

/** Whether a folded word carries no matter of its own, as far as there is a list. */
export function isStopWord(norm: string, language: string): boolean {
  return stopWords[language]?.has(norm) === true
}

/** Lists of the knowledge base hold words in their ordinary spelling. */
export function foldedLists(words: Readonly<Record<string, readonly string[]>>): WordLists {
  return Object.fromEntries(
    Object.entries(words).map(([language, list]) => [language, new Set(list.map(normalize))]),
  )
}
