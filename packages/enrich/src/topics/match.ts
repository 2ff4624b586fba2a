import { isAllCapitals, isCapitalWord, type Token } from '../tokens.ts'
import { affixesOf } from './affixes.ts'
import type { CueIndex, CuePattern, CueWord } from './cue-index.ts'
import type { Cue } from './cues.ts'

/** A shorter word is no compound. */
const MIN_COMPOUND = 5

/**
 * Calls `found` with every cue in a text and the token at which it begins: the longest at each place, so
 * that the "match" of "football match" is not seen again; where there is none, the parts of a compound.
 */
export function matchCues(
  tokens: readonly Token[],
  { patterns, affixes }: CueIndex,
  found: (cue: Cue, at: number) => void,
): void {
  const shouted = isAllCapitals(tokens)
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    let end: number | null = null
    for (const pattern of patterns.get(token?.norm ?? '') ?? []) {
      end = endOf(pattern, tokens, at, shouted)
      if (end === null) continue
      found(pattern.cue, at)
      break
    }
    if (end !== null) at = end - 1
    // Compounds of news are nouns: "individuell" is no duel, nor is "verhandeln" trade.
    else if (token !== undefined && isCapitalWord(token) && token.norm.length >= MIN_COMPOUND) {
      for (const cue of affixesOf(affixes, token.norm)) found(cue, at)
    }
  }
}

/** The index of the token after the pattern, or null where the text goes on otherwise. */
function endOf(
  { words }: CuePattern,
  tokens: readonly Token[],
  start: number,
  shouted: boolean,
): number | null {
  let at = start
  for (const word of words) {
    // "Peace-talks" and "peace talks" are the same.
    if (at > start && tokens[at]?.text === '-') at++
    const token = tokens[at]
    if (token === undefined || !stands(word, token, shouted)) return null
    at++
  }
  return at
}

function stands({ forms, capital, capitals }: CueWord, { text, norm }: Token, shouted: boolean) {
  if (!forms.has(norm)) return false
  if (capitals) return !shouted && /^\p{Lu}[\p{Lu}\p{N}.]/u.test(text)
  return !capital || /^\p{Lu}/u.test(text)
}
