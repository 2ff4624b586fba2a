import type { Analysis } from '../analysis.ts'
import type { Evidence } from '../enrichment.ts'
import { tokenize } from '../tokens.ts'
import { type Claim, claimOf, joined } from './claim.ts'
import { type Passage, passagesOf } from './passages.ts'

/** Sentences that may support a takeaway; publishers sum up what stands early. */
const CONSIDERED = 400
/** The share of a takeaway's words, each weighed by its rarity, that its support must hold. */
const LEAST_COVERED = 0.45
/** How much more two sentences must hold than one would have to. */
const SECOND_SENTENCE = 0.15
/** What it must hold where it leaves a name to the sentences around it. */
const LEAST_COVERED_UNNAMED = 0.6
/** What a quote must hold that was given for the takeaway. */
const LEAST_QUOTED = 0.35
/** Names and numbers tell one claim from another better than other words. */
const HARD_FACT = 1.5
/** A word that the article never uses is the summary's own way to say it, or new: it counts less. */
const UNSEEN = 0.6
/** Fewer words in common are chance. */
const LEAST_SHARED = 3

interface Source {
  evidence: Evidence
  claim: Claim
  /** What its coverage is lessened by. */
  cost: number
}

/**
 * For each text what in the article supports it best, a sentence or two neighbours of a paragraph,
 * or null where nothing does well enough. Words count by their rarity among the article's sentences
 * (inverse document frequency; Sparck Jones, 1972). Numbers and names must agree, and neither may
 * deny what the other asserts: a wrong support is worse than none.
 */
export function supportOf(texts: readonly string[], analysis: Analysis): (Evidence | null)[] {
  const { language } = analysis
  const sources = sourcesOf(analysis)
  const context = contextOf(analysis, sources)
  return texts.map((text) => {
    const claim = claimOf(tokenize(text), language)
    let best: Evidence | null = null
    let bestScore = LEAST_COVERED
    for (const { evidence, claim: source, cost } of sources) {
      const score = coverage(claim, source, context) - cost
      if (score > bestScore && agrees(claim, source, score, context)) {
        best = evidence
        bestScore = score
      }
    }
    return best
  })
}

/**
 * Tells of an article whether a quote that somebody gave for a claim bears it out, by the same rules.
 * Less of the claim's words need be in it than where we look for the quote ourselves.
 */
export function quoteJudge(analysis: Analysis): (quote: string, text: string) => boolean {
  const { language } = analysis
  const context = contextOf(analysis, sourcesOf(analysis))
  return (quote, text) => {
    const claim = claimOf(tokenize(text), language)
    const source = claimOf(tokenize(quote), language)
    const score = coverage(claim, source, context)
    // The article's names may all go without saying: whoever gave the quote has read it.
    return score >= LEAST_QUOTED && agrees(claim, source, 1, context)
  }
}

/** Every sentence but questions, and every two that follow each other. */
function sourcesOf(analysis: Analysis): Source[] {
  const sources: Source[] = []
  let before: { passage: Passage; claim: Claim } | null = null
  for (const passage of passagesOf(analysis, CONSIDERED)) {
    if (passage.evidence.quote.endsWith('?')) continue
    const claim = claimOf(passage.tokens, analysis.language)
    sources.push({ evidence: passage.evidence, claim, cost: 0 })
    if (before !== null && follows(before.passage, passage)) {
      const { section, paragraph, start } = before.passage.evidence
      const { end } = passage.evidence
      const quote = passage.part.place.text.slice(start, end)
      sources.push({
        evidence: { quote, section, paragraph, start, end },
        claim: joined(before.claim, claim),
        cost: SECOND_SENTENCE,
      })
    }
    before = { passage, claim }
  }
  return sources
}

/** Whether nothing stands between two sentences, such as one that is no passage. */
function follows(before: Passage, passage: Passage): boolean {
  if (before.part !== passage.part) return false
  const between = passage.part.place.text.slice(before.evidence.end, passage.evidence.start)
  return between.trim() === ''
}

interface Context {
  /** What the headline names goes without saying in the sentences below it. */
  headline: ReadonlySet<string>
  /** Everything the article says. */
  terms: ReadonlySet<string>
  weightOf: (term: string) => number
}

function contextOf({ parts, language }: Analysis, sources: readonly Source[]): Context {
  const headline = parts.find(({ place }) => place.part === 'headline')
  return {
    headline: new Set(claimOf(headline?.tokens ?? [], language).names.keys()),
    terms: new Set(sources.flatMap(({ claim }) => [...claim.terms])),
    weightOf: rarity(sources),
  }
}

function coverage(claim: Claim, source: Claim, { headline, weightOf }: Context): number {
  let shared = 0
  let covered = 0
  let all = 0
  for (const term of claim.terms) {
    const isHeld = source.terms.has(term)
    const isHard = claim.names.has(term) || claim.numbers.has(term)
    if (!isHeld && claim.names.has(term) && headline.has(term)) continue
    const weight = weightOf(term) * (isHard ? HARD_FACT : 1)
    all += weight
    if (!isHeld) continue
    shared++
    covered += weight
  }
  return shared < LEAST_SHARED ? 0 : covered / all
}

function agrees(claim: Claim, source: Claim, score: number, context: Context): boolean {
  return (
    [...claim.numbers].every((number) => source.numbers.has(number)) &&
    (source.years.size === 0 || [...claim.years].every((year) => source.years.has(year))) &&
    namesAgree(claim, source, score, context) &&
    !contradicts(claim, source) &&
    !contradicts(source, claim)
  )
}

/**
 * A name may be missing where the article has it elsewhere, but not where the source has another
 * that could stand in its place.
 */
function namesAgree(
  claim: Claim,
  source: Claim,
  score: number,
  { headline, terms }: Context,
): boolean {
  const others = [...source.names].filter(([name]) => !claim.terms.has(name))
  for (const [name, kind] of claim.names) {
    if (source.terms.has(name)) continue
    const isTaken = others.some(([, other]) => couldBe(kind, other))
    const isKnown = headline.has(name) || (terms.has(name) && score >= LEAST_COVERED_UNNAMED)
    if (isTaken || !isKnown) return false
  }
  return true
}

function couldBe(kind: string | null, other: string | null): boolean {
  return kind === null || other === null || kind === other
}

/** Whether one denies a word that the other asserts. */
function contradicts(one: Claim, other: Claim): boolean {
  return [...one.negated].some((term) => other.terms.has(term) && !other.negated.has(term))
}

function rarity(sources: readonly Source[]): (term: string) => number {
  const holding = new Map<string, number>()
  let sentences = 0
  for (const { claim, cost } of sources) {
    if (cost > 0) continue
    sentences++
    for (const term of claim.terms) holding.set(term, (holding.get(term) ?? 0) + 1)
  }
  return (term) => {
    const count = holding.get(term)
    return Math.log(1 + sentences / (count ?? 1)) * (count === undefined ? UNSEEN : 1)
  }
}
