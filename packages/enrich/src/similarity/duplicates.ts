import type { ArticleText } from '../article.ts'
import { type Fingerprint, fingerprint, isSameText } from './fingerprint.ts'

/** Milliseconds between two articles. What returns later is a template: the weather, a weekly table. */
export const DUPLICATE_WINDOW = 7 * 24 * 60 * 60 * 1_000
/** Articles in one band that are compared; more than that share boilerplate. */
export const MOST_COMPARED = 32

/**
 * Groups articles that carry the same text, in one go and in memory, as the feed does one by one.
 * @param articles in the order they came; two without a date are taken to be of one day
 * @returns for each article the place of the first article of its group; its own where there is no earlier
 */
export function groupDuplicates(
  articles: readonly (ArticleText & { publishedAt?: Date })[],
): number[] {
  const seen = new Map<number, number[]>()
  const prints: Fingerprint[] = []
  const groups: number[] = []
  for (const [place, article] of articles.entries()) {
    const print = fingerprint(article)
    const candidates = new Set(
      print.bands.flatMap((band) => seen.get(band)?.slice(-MOST_COMPARED) ?? []),
    )
    const same = [...candidates]
      .toSorted((a, b) => a - b)
      .find((other) => isNear(articles[other]!, article) && isSameText(prints[other]!, print))
    prints.push(print)
    groups.push(same === undefined ? place : groups[same]!)
    for (const band of print.bands) {
      const posting = seen.get(band)
      if (posting) posting.push(place)
      else seen.set(band, [place])
    }
  }
  return groups
}

function isNear(a: { publishedAt?: Date }, b: { publishedAt?: Date }): boolean {
  if (!a.publishedAt || !b.publishedAt) return true
  return Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime()) <= DUPLICATE_WINDOW
}
