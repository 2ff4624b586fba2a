import type { Span, TextPart } from '../article.ts'
import type { EnrichedMention, MentionMethod } from '../enrichment.ts'
import type { EntityDescriptor } from '../knowledge/entity.ts'
import type { Token } from '../tokens.ts'
import type { Basis } from './disambiguate.ts'
import { salienceOf } from './salience.ts'

/** One place where a part names an entity, and why we think so. */
export interface Reference {
  entity: EntityDescriptor
  span: Span
  basis: Basis | 'proposed'
}

/** How sure a reference is by its basis alone; set by hand, only their order carries meaning. */
const CONFIDENCE: Record<Reference['basis'], number> = {
  name: 0.95,
  coreference: 0.85,
  adjective: 0.8,
  context: 0.8,
  locative: 0.6,
  proposed: 0.5,
}
/** An entity is what the article is about from this salience on. */
const ABOUT = 0.35

/** The literal slice from the first token to the one before `to`. */
export function spanOf(place: TextPart, tokens: readonly Token[], from: number, to: number): Span {
  const start = tokens[from]?.start ?? 0
  const end = tokens[to - 1]?.end ?? start
  const { part, section, paragraph, text } = place
  return { part, section, paragraph, start, end, surface: text.slice(start, end) }
}

/** One mention an entity, most salient first. */
export function mentionsOf(references: readonly Reference[]): EnrichedMention[] {
  const saliences = salienceOf(references)
  const groups = new Map<string, Reference[]>()
  for (const reference of references) {
    const group = groups.get(reference.entity.slug)
    if (group) group.push(reference)
    else groups.set(reference.entity.slug, [reference])
  }
  return [...groups.values()]
    .flatMap((group): EnrichedMention[] => {
      const entity = group[0]?.entity
      if (entity === undefined) return []
      const salience = saliences.get(entity.slug) ?? 0
      return [
        {
          entity,
          spans: group.map(({ span }) => span),
          count: group.length,
          salience,
          about: salience >= ABOUT,
          method: methodOf(group),
          confidence: group.reduce((best, { basis }) => Math.max(best, CONFIDENCE[basis]), 0),
        },
      ]
    })
    .toSorted((a, b) => b.salience - a.salience || (a.entity.slug < b.entity.slug ? -1 : 1))
}

function methodOf(group: readonly Reference[]): MentionMethod {
  if (group.some(({ basis }) => basis === 'proposed')) return 'PROPOSED'
  return group.every(({ basis }) => basis === 'coreference') ? 'COREFERENCE' : 'ALIAS'
}
