import type { Analysis } from '../analysis.ts'
import type { EnrichedTakeaway, Evidence } from '../enrichment.ts'
import { pointsBack } from '../takeaways/dangling.ts'
import { hasLinkOrMarkup } from '../takeaways/self-contained.ts'
import { quoteJudge } from '../takeaways/support.ts'
import { countWords } from '../takeaways/words.ts'
import { tokenize } from '../tokens.ts'
import type { Proposal } from './proposal.ts'
import { findQuote } from './quote.ts'

const MOST = 3
const LEAST_WORDS = 5
const MOST_WORDS = 45
/** A longer quote is not one that a reader can check at a glance. */
const LONGEST_QUOTE = 600

/**
 * The takeaways with those proposed ones in place of extracted ones whose quote is in the lead or a
 * paragraph and bears them out; extracted ones fill up to three, where they say something else. The
 * publisher's own stay alone.
 */
export function withProposedTakeaways(
  known: readonly EnrichedTakeaway[],
  proposed: Proposal['takeaways'],
  analysis: Analysis,
  model: string,
): EnrichedTakeaway[] {
  if (known.some(({ origin }) => origin === 'PUBLISHER')) return [...known]
  const bearsOut = quoteJudge(analysis)
  const accepted: (EnrichedTakeaway & { evidence: Evidence })[] = []
  for (const { text, quote } of proposed) {
    const clean = text.replace(/\s+/g, ' ').trim()
    const evidence = evidenceOf(clean, quote, analysis, bearsOut)
    const isRepeated = accepted.some((other) => other.text === clean)
    if (evidence === null || isRepeated) continue
    accepted.push({ text: clean, origin: 'MODEL', model, evidence })
    if (accepted.length === MOST) break
  }
  if (accepted.length === 0) return [...known]
  const others = known.filter(
    ({ evidence }) =>
      evidence !== null && !accepted.some((taken) => overlap(taken.evidence, evidence)),
  )
  return [...accepted, ...others].slice(0, MOST)
}

function evidenceOf(
  text: string,
  quote: string,
  analysis: Analysis,
  bearsOut: (quote: string, text: string) => boolean,
): Evidence | null {
  const tokens = tokenize(text)
  const words = countWords(tokens)
  if (words < LEAST_WORDS || words > MOST_WORDS || quote.length > LONGEST_QUOTE) return null
  if (hasLinkOrMarkup(text) || pointsBack(tokens, analysis.language)) return null
  const quotable = analysis.parts
    .map(({ place }) => place)
    .filter(({ part }) => part === 'lead' || part === 'paragraph')
  const found = findQuote(quote, quotable)
  if (found === null) return null
  const { start, end } = found
  const { section, paragraph, text: source } = found.place
  const literal = source.slice(start, end)
  return bearsOut(literal, text) ? { quote: literal, section, paragraph, start, end } : null
}

function overlap(a: Evidence, b: Evidence): boolean {
  const inOnePart = a.section === b.section && a.paragraph === b.paragraph
  return inOnePart && a.start < b.end && b.start < a.end
}
