import type { ArticleText } from '@courant/enrich'

import type { Measurement, Miss, Row } from '../measurement.ts'
import { share } from '../scores/counts.ts'
import { edits } from './edits.ts'
import { isSameText, sharedRuns } from './same-text.ts'

/** Finds which articles have nearly the same text; each pair once. */
export type FindDuplicates = (
  articles: readonly ArticleText[],
) => Iterable<readonly [first: number, second: number]>

/** Copies made for each kind of edit. */
const COPIES = 100
/** Paragraphs of an article that is worth editing. */
const LONG_ENOUGH = 5

/**
 * Precision: of the pairs found among articles as they were published, how many are the same text when
 * compared word by word. Recall: of copies that were edited as papers edit, how many are found.
 */
export function measureDuplicates(
  articles: readonly ArticleText[],
  find: FindDuplicates,
): Measurement {
  const copies = copiesOf(articles)
  const all = [...articles, ...copies.map(({ article }) => article)]
  const originOf = (index: number) => copies[index - articles.length]?.origin ?? index
  const misses: Miss[] = []
  const found = new Set<number>()
  let right = 0
  let wrong = 0
  for (const pair of find(all)) {
    const [origin, other] = pair.map(originOf)
    if (origin === other) {
      for (const index of pair) if (index !== origin) found.add(index)
    }
    const [first, second] = pair.map((index) => articles[index])
    if (first === undefined || second === undefined) continue
    if (isSameText(first, second)) right += 1
    else {
      wrong += 1
      misses.push({
        kind: 'not the same text',
        subject: `${first.headline} | ${second.headline}`,
        context: `${sharedRuns(first, second).toFixed(2)} shared: ${first.lead} | ${second.lead}`,
      })
    }
  }
  const rows: Row[] = [
    {
      what: 'precision of pairs',
      value: share(right, right + wrong),
      key: 'duplicates.precision',
      floor: 0.99,
    },
    { what: 'pairs found', value: right + wrong, unit: 'count' },
    { what: 'recall of edited copies', value: share(found.size, copies.length) },
  ]
  for (const edit of Object.keys(edits)) {
    const own = copies.filter((copy) => copy.edit === edit)
    const seen = own.filter(({ index }) => found.has(index))
    rows.push({ what: `recall, ${edit}`, value: share(seen.length, own.length) })
    for (const { index, origin } of own) {
      if (found.has(index)) continue
      misses.push({
        kind: 'copy not found',
        subject: edit,
        context: articles[origin]?.headline ?? '',
      })
    }
  }
  return { rows, misses }
}

/** Copies of articles that lie evenly apart, so that every set has its share. */
function copiesOf(articles: readonly ArticleText[]) {
  const long = [...articles.keys()].filter((index) => {
    const paragraphs = articles[index]?.sections.flatMap(({ paragraphs }) => paragraphs) ?? []
    return paragraphs.length >= LONG_ENOUGH
  })
  const kinds = Object.entries(edits)
  const count = Math.min(long.length, COPIES * kinds.length)
  return Array.from({ length: count }, (_, i) => {
    const origin = long[Math.floor((i * long.length) / count)] ?? 0
    const [edit, apply] = kinds[i % kinds.length] as (typeof kinds)[number]
    const article = apply(articles[origin] as ArticleText)
    return { edit, origin, article, index: articles.length + i }
  })
}
