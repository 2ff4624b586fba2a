import type { Reference } from './link.ts'

/** Weight of a reference by the part it stands in; body paragraphs fall from 1 to 0.5. */
const PART_WEIGHT = { headline: 4, lead: 2.5, crosshead: 1.5, paragraph: 1 }
/** The weight at which an entity alone carries an article. */
const FULL = 6

/** Salience of each entity by slug: its weight against the heaviest's, lowered where all are light. */
export function salienceOf(bySlug: ReadonlyMap<string, readonly Reference[]>): Map<string, number> {
  const weights = new Map<string, number>()
  for (const [slug, references] of bySlug) {
    let weight = 0
    for (const { span, role } of references) {
      const early =
        span.part === 'paragraph'
          ? 0.5 + 0.5 / (1 + (span.section ?? 0) + (span.paragraph ?? 0) / 4)
          : 1
      weight += PART_WEIGHT[span.part] * early * (role === 'adjective' ? 0.5 : 1)
    }
    weights.set(slug, weight)
  }
  const heaviest = Math.max(FULL, ...weights.values())
  return new Map([...weights].map(([slug, weight]) => [slug, weight / heaviest]))
}
