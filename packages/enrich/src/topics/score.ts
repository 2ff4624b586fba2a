import type { NamedTopic } from './categories.ts'
import type { Match } from './evidence.ts'
import { lineOf } from './tree.ts'

/** What speaks for one topic. */
export interface TopicScore {
  code: string
  /** Of its own cues and those of the topics below it, in units of `density`. */
  total: number
  /** Of its own cues alone. */
  own: number
  /** How much each cue adds to the total. */
  cues: Map<string, number>
  /** Its own cues, each once. */
  ownCues: Set<string>
  /** Named by a category of the source. */
  named: boolean
}

/** What a cue of each weight adds: one that speaks for hardly anything else outweighs many weak ones. */
const GAIN: Readonly<Record<number, number>> = { 1: 0.7, 2: 1.7, 3: 3, 4: 4, 5: 5 }
/** A category is as good as a text that is about the topic. */
const CATEGORY = 1
/** Words that a text is always counted as: a headline alone decides little. */
const LEAST_WORDS = 30
/** Of a place's weight, beyond which saying a word again adds nothing. */
const MOST_OFTEN = 16

/**
 * Adds up the evidence for each topic and each above it. Repetition adds its logarithm; the sum is
 * divided by the square root of the length, because distinct cues grow slower than the text.
 * @param least the weight of the weakest cues that count
 */
export function scoreTopics(
  matches: readonly Match[],
  words: number,
  categories: readonly NamedTopic[],
  least: number,
): Map<string, TopicScore> {
  const scores = new Map<string, TopicScore>()
  const density = 3 * Math.sqrt(Math.max(words, LEAST_WORDS))
  for (const { cue, count } of matches) {
    const often = Math.log2(1 + Math.min(count, MOST_OFTEN))
    for (const { code, weight } of cue.uses) {
      if (weight < least) continue
      addEvidence(scores, code, cue.text, ((GAIN[weight] ?? 0) * often) / density)
    }
  }
  for (const { code, category } of categories) {
    addEvidence(scores, code, category, CATEGORY)
    const score = scores.get(code)
    if (score !== undefined) score.named = true
  }
  return scores
}

/** A cue of several topics below one counts there once, by its greatest gain. */
function addEvidence(
  scores: Map<string, TopicScore>,
  code: string,
  cue: string,
  gain: number,
): void {
  for (const above of lineOf(code)) {
    let score = scores.get(above)
    if (score === undefined) {
      score = { code: above, total: 0, own: 0, cues: new Map(), ownCues: new Set(), named: false }
      scores.set(above, score)
    }
    const before = score.cues.get(cue) ?? 0
    if (gain > before) {
      score.cues.set(cue, gain)
      score.total += gain - before
    }
    if (above === code && !score.ownCues.has(cue)) {
      score.ownCues.add(cue)
      score.own += gain
    }
  }
}
