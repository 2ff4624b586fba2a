import type { AnalysedPart, Analysis } from '../analysis.ts'
import { isSamePart, type Span } from '../article.ts'
import type { EnrichedMention } from '../enrichment.ts'
import { isKnownSlug, knownNames } from '../entities/known.ts'
import { commonWords } from '../entities/lexicon.ts'
import { matchAliases } from '../entities/match.ts'
import { mentionsOf, spanOf } from '../entities/mentions.ts'
import { slugOf } from '../entities/slug.ts'
import type { EntityDescriptor, EntityKind } from '../knowledge/entity.ts'
import { isStopWord } from '../takeaways/words.ts'
import { type Token, tokenize } from '../tokens.ts'
import type { Proposal } from './proposal.ts'
import { findQuote } from './quote.ts'

const MOST = 20
const LONGEST_NAME = 80
/** Above a name told by its form alone, below one that the knowledge base holds. */
const CONFIDENCE = 0.6

interface Actors {
  mentions: EnrichedMention[]
  candidates: EnrichedMention[]
}

/**
 * The actors with those proposed ones whose quote is in the article and holds their name, and that
 * overlap with none of ours. A candidate that is proposed becomes an actor.
 */
export function withProposedActors(
  { mentions, candidates }: Actors,
  proposed: Proposal['actors'],
  analysis: Analysis,
  model: string,
): Actors {
  const added: EnrichedMention[] = []
  for (const actor of proposed.slice(0, MOST)) {
    const mention = mentionOf(actor, analysis)
    if (mention === null) continue
    const taken = [...mentions, ...added]
    if (taken.some((other) => isSame(other, mention) || overlaps(other, mention))) continue
    added.push({ ...mention, method: 'MODEL', model, confidence: CONFIDENCE })
  }
  return {
    mentions: [...mentions, ...added].toSorted((a, b) => b.salience - a.salience),
    candidates: candidates.filter((candidate) => !added.some((other) => isSame(other, candidate))),
  }
}

function mentionOf(
  { name, kind, quote }: Proposal['actors'][number],
  analysis: Analysis,
): EnrichedMention | null {
  const words = tokenize(name)
  if (name.length > LONGEST_NAME || !readsAsName(words, analysis.language)) return null
  const places = analysis.parts.map(({ place }) => place)
  const found = findQuote(quote, places)
  if (found === null) return null
  const spans = analysis.parts.flatMap((part) => spansOf(words, part))
  const isQuoted = spans.some(
    (span) => isSamePart(span, found.place) && span.start >= found.start && span.end <= found.end,
  )
  const [first] = spans
  if (first === undefined || !isQuoted) return null
  const entity = knownEntity(words, kind, analysis.language) ?? newEntity(first.surface, kind)
  if (entity === null) return null
  const [mention] = mentionsOf(spans.map((span) => ({ entity, span, basis: 'proposed' })))
  return mention ?? null
}

/** Holds a word with a capital ("eBay"), or of a script without them, that is no common one. */
function readsAsName(words: readonly Token[], language: string): boolean {
  return words.some(
    ({ text, norm }) =>
      /[\p{Lu}\p{Lo}]/u.test(text) && !commonWords.has(norm) && !isStopWord(norm, language),
  )
}

/** Every place where a part holds the words, letter for letter. */
function spansOf(words: readonly Token[], { place, tokens }: AnalysedPart): Span[] {
  const spans: Span[] = []
  for (let from = 0; from + words.length <= tokens.length; from++) {
    if (words.every(({ text }, i) => tokens[from + i]?.text === text)) {
      spans.push(spanOf(place, tokens, from, from + words.length))
      from += words.length - 1
    }
  }
  return spans
}

/** The one entity of the knowledge base that has this name and is of this kind. */
function knownEntity(
  words: readonly Token[],
  kind: EntityKind,
  language: string,
): EntityDescriptor | null {
  const [match] = matchAliases(words, knownNames, language)
  if (match === undefined || match.from > 0 || match.to < words.length) return null
  const entities = new Map<string, EntityDescriptor>()
  for (const { entity, role } of match.uses) {
    if (entity !== null && entity.kind === kind && role !== 'adjective') {
      entities.set(entity.slug, entity)
    }
  }
  const [only, ...others] = entities.values()
  return others.length === 0 ? (only ?? null) : null
}

function newEntity(name: string, kind: EntityKind): EntityDescriptor | null {
  const slug = slugOf(name)
  if (slug === '' || isKnownSlug(slug)) return null
  const alias = { text: name, language: '', caseSensitive: false, ambiguous: false }
  return { slug, name, kind, wikidataId: null, description: null, aliases: [alias] }
}

function isSame(a: EnrichedMention, b: EnrichedMention): boolean {
  return a.entity.slug === b.entity.slug
}

function overlaps(a: EnrichedMention, b: EnrichedMention): boolean {
  return a.spans.some((one) =>
    b.spans.some(
      (other) => isSamePart(one, other) && one.start < other.end && other.start < one.end,
    ),
  )
}
