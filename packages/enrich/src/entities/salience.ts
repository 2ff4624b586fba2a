import type { Span } from '../article.ts'
import type { Reference } from './mentions.ts'

/** Weight of a reference by the part it stands in; body paragraphs fall from 1 to 0.5. */
const PART_WEIGHT = { headline: 4, lead: 2.5, crosshead: 1.5, paragraph: 1 }
/** An adjective speaks of an entity without naming it. */
const ADJECTIVE_WEIGHT = 0.5
/** The weight at which an entity alone carries an article. */
const FULL = 6

/** Salience of each entity by slug: its weight against the heaviest's, lowered where all are light. */
export function salienceOf(references: readonly Reference[]): Map<string, number> {
  const weights = new Map<string, number>()
  for (const { entity, span, basis } of references) {
    const weight =
      PART_WEIGHT[span.part] * earliness(span) * (basis === 'adjective' ? ADJECTIVE_WEIGHT : 1)
    weights.set(entity.slug, (weights.get(entity.slug) ?? 0) + weight)
  }
  const heaviest = [...weights.values()].reduce((a, b) => Math.max(a, b), FULL)
  return new Map([...weights].map(([slug, weight]) => [slug, weight / heaviest]))
}

function earliness({ part, section, paragraph }: Span): number {
  if (part !== 'paragraph') return 1
  return 0.5 + 0.5 / (1 + (section ?? 0) + (paragraph ?? 0) / 4)
}
