import type { AnalysedPart, Analysis } from '../analysis.ts'
import type { Evidence } from '../enrichment.ts'
import type { Token } from '../tokens.ts'
import { quotedShares } from './quotation.ts'
import { countWords, termsOf } from './words.ts'

/** A sentence of the lead or a paragraph, and what tells how much it is worth. */
export interface Passage {
  evidence: Evidence
  part: AnalysedPart
  tokens: readonly Token[]
  /** Distinct content words. */
  terms: ReadonlySet<string>
  words: number
  /** 0 to 1: how much of it stands between quotation marks. */
  quoted: number
}

/** Longer ones are lists, tables or broken text. */
const MOST_WORDS = 80

/** The first sentences of the lead and the paragraphs, at most so many, in reading order. */
export function passagesOf(analysis: Analysis, most: number): Passage[] {
  const passages: Passage[] = []
  for (const part of analysis.parts) {
    if (part.place.part !== 'lead' && part.place.part !== 'paragraph') continue
    const quoted = quotedShares(part.place.text, part.sentences)
    for (const [at, tokens] of tokensOfSentences(part).entries()) {
      const sentence = part.sentences[at]
      if (sentence === undefined || passages.length === most) return passages
      const words = countWords(tokens)
      if (words === 0 || words > MOST_WORDS) continue
      const { start, end } = sentence
      const { section, paragraph, text } = part.place
      passages.push({
        evidence: { quote: text.slice(start, end), section, paragraph, start, end },
        part,
        tokens,
        terms: new Set(termsOf(tokens, analysis.language)),
        words,
        quoted: quoted[at] ?? 0,
      })
    }
  }
  return passages
}

function tokensOfSentences({ sentences, tokens }: AnalysedPart): Token[][] {
  let at = 0
  return sentences.map((sentence) => {
    while ((tokens[at]?.start ?? Infinity) < sentence.start) at++
    const from = at
    while ((tokens[at]?.start ?? Infinity) < sentence.end) at++
    return tokens.slice(from, at)
  })
}
