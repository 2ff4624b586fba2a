import type { AnalysedPart } from '../analysis.ts'
import { type AcronymDefinition, findAcronyms } from './acronyms.ts'
import type { TrieNode } from './alias-trie.ts'
import { splitCompounds } from './compounds.ts'
import { type AliasMatch, matchAliases } from './match.ts'
import { type NameCandidate, findNames, sentenceStarts } from './names.ts'

/** What reads like a name in one part: by the knowledge base, and by its form. */
export interface PartNames {
  part: AnalysedPart
  matches: readonly AliasMatch[]
  /** The match that begins at a token, by the token's index. */
  matchAt: ReadonlyMap<number, AliasMatch>
  candidates: readonly NameCandidate[]
  /** The candidate that a token belongs to, by the token's index. */
  candidateAt: ReadonlyMap<number, NameCandidate>
  /** Indices of the tokens that open a sentence or a quotation. */
  starts: ReadonlySet<number>
  acronyms: readonly AcronymDefinition[]
}

export function namesOf(analysed: AnalysedPart, trie: TrieNode, language: string): PartNames {
  const tokens = language === 'de' ? splitCompounds(analysed.tokens, trie) : analysed.tokens
  const part = { ...analysed, tokens }
  const starts = sentenceStarts(part)
  const candidates = findNames(part, starts, language)
  const candidateAt = new Map<number, NameCandidate>()
  for (const candidate of candidates) {
    for (let at = candidate.from; at < candidate.to; at++) candidateAt.set(at, candidate)
  }
  const matches = matchAliases(tokens, trie, language)
  const matchAt = new Map(matches.map((match) => [match.from, match]))
  const acronyms = findAcronyms(tokens, part.place.text)
  return { part, matches, matchAt, candidates, candidateAt, starts, acronyms }
}
