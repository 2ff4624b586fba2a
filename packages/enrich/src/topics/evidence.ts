import type { AnalysedPart } from '../analysis.ts'
import type { Cue } from './cues.ts'
import { type CueIndex } from './cue-index.ts'
import { matchCues } from './match.ts'

const HEADLINE = 3
const OPENING = 2
const CROSSHEAD = 1.5
const BODY = 1
/** Words after the headline that still tell what the article is about. */
const OPENING_WORDS = 60

/** A cue that the article holds. */
export interface Match {
  cue: Cue
  /** How often, each time by the weight of its place. */
  count: number
}

/** The cues of one language in an article, with its length in words. */
export function readCues(
  parts: readonly AnalysedPart[],
  index: CueIndex,
): { matches: Match[]; words: number } {
  const matches = new Map<Cue, Match>()
  let words = 0
  for (const { place, tokens } of parts) {
    const before = words
    matchCues(tokens, index, (cue, at) => {
      const weight = weightOf(place.part, before + at)
      const match = matches.get(cue)
      if (match === undefined) matches.set(cue, { cue, count: weight })
      else match.count += weight
    })
    if (place.part !== 'headline') words += tokens.length
  }
  return { matches: [...matches.values()], words }
}

function weightOf(part: AnalysedPart['place']['part'], wordsBefore: number): number {
  if (part === 'headline') return HEADLINE
  if (wordsBefore < OPENING_WORDS) return OPENING
  return part === 'crosshead' ? CROSSHEAD : BODY
}
