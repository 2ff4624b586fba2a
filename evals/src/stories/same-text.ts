import type { ArticleText } from '@courant/enrich'

/** Words in a row. */
const RUN = 4
/** Of the runs of the shorter text, this share stands in the longer one. */
const SHARED = 0.75

/**
 * Whether two articles are the same report, as told by comparing them word by word, which is exact and
 * slow: three quarters of the runs of four words in the shorter body are in the longer, and the headlines do not name
 * different shares ("<GM>" and "<F>"), as agencies fill in the same form for many companies.
 */
export function isSameText(a: ArticleText, b: ArticleText): boolean {
  return sharedRuns(a, b) >= SHARED && !nameDifferentShares(a, b)
}

/** The share of the shorter body's runs that the longer has. */
export function sharedRuns(a: ArticleText, b: ArticleText): number {
  const [few, many] = [runsOf(a), runsOf(b)].toSorted((x, y) => x.size - y.size)
  if (few === undefined || many === undefined || few.size === 0) return 0
  return [...few].filter((run) => many.has(run)).length / few.size
}

function runsOf({ lead, sections }: ArticleText): Set<string> {
  const text = [lead, ...sections.flatMap(({ paragraphs }) => paragraphs)].join(' ')
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.map((_, at) => words.slice(at, at + RUN).join(' ')))
}

function nameDifferentShares(a: ArticleText, b: ArticleText): boolean {
  const first = sharesIn(a.headline)
  const second = sharesIn(b.headline)
  return first.length > 0 && second.length > 0 && !first.some((one) => second.includes(one))
}

function sharesIn(headline: string): string[] {
  return headline.match(/<[A-Z.]+>/g) ?? []
}
