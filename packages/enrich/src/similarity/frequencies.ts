import { lengthOf, type Vector } from './vector.ts'

/**
 * Articles that an archive is taken to hold beside its own, all of other subjects: so that in the first
 * thousands, which are often of few subjects, a subject does not pass for a common word.
 */
const ARTICLES_BESIDE = 10_000

/** In how many articles each term stands. */
export interface Frequencies {
  /** How many articles were counted. */
  articles(): number
  /** Counts the terms of another article. */
  add(terms: Vector): void
  /** An article's terms, each by its weight there times its rarity elsewhere, of length 1 together. */
  weigh(terms: Vector): Map<number, number>
}

/**
 * Counts in how many articles terms stand, on top of what was counted before: the inverse document
 * frequency of K. Spärck Jones ("A statistical interpretation of term specificity", 1972), smoothed.
 */
export function createFrequencies(
  before: { articles: number; counts: Iterable<readonly [term: number, articles: number]> } = {
    articles: 0,
    counts: [],
  },
): Frequencies {
  const counts = new Map(before.counts)
  let { articles } = before
  const rarity = (term: number) =>
    Math.log((articles + ARTICLES_BESIDE) / (Math.min(counts.get(term) ?? 0, articles) + 1))
  return {
    articles: () => articles,
    add(terms) {
      articles += 1
      for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1)
    },
    weigh(terms) {
      const weighted = new Map<number, number>()
      for (const [term, weight] of terms) weighted.set(term, weight * rarity(term))
      const length = lengthOf(weighted) || 1
      for (const [term, weight] of weighted) weighted.set(term, weight / length)
      return weighted
    },
  }
}
