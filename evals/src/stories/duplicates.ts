import type { ArticleText } from '@courant/enrich'

import type { Measurement, Miss, Row } from '../measurement.ts'
import { share } from '../scores/counts.ts'
import { edits } from './edits.ts'
import { isSameText, sharedRuns } from './same-text.ts'

/** An article, and when it was published; without a date it may have been at any time. */
export type DatedArticle = ArticleText & { publishedAt?: Date }

/** For each article, the number of the group of nearly the same text that it is in. */
export type GroupDuplicates = (articles: readonly DatedArticle[]) => readonly number[]

/** Copies made for each kind of edit. */
const COPIES = 100
/** Paragraphs of an article that is worth editing. */
const LONG_ENOUGH = 5

/**
 * Precision: of the pairs put into one group among articles as they were published, how many are the
 * same text when compared word by word. Recall: of copies that were edited as papers edit, how many are
 * in the group of their original.
 */
export function measureDuplicates(
  articles: readonly DatedArticle[],
  group: GroupDuplicates,
): Measurement {
  const copies = copiesOf(articles)
  const groups = group([...articles, ...copies.map(({ article }) => article)])
  const misses: Miss[] = []
  let right = 0
  let wrong = 0
  for (const [first, second] of pairsIn(articles, groups)) {
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
  const found = copies.filter(({ origin, index }) => groups[origin] === groups[index])
  const rows: Row[] = [
    {
      what: 'precision of pairs',
      value: share(right, right + wrong),
      key: 'duplicates.precision',
      floor: 0.99,
    },
    { what: 'pairs found', value: right + wrong, unit: 'count' },
    { what: 'recall of edited copies', value: share(found.length, copies.length) },
  ]
  for (const edit of Object.keys(edits)) {
    const own = copies.filter((copy) => copy.edit === edit)
    const lost = own.filter((copy) => !found.includes(copy))
    rows.push({ what: `recall, ${edit}`, value: share(own.length - lost.length, own.length) })
    for (const { origin } of lost) {
      const context = articles[origin]?.headline ?? ''
      misses.push({ kind: 'copy not found', subject: edit, context })
    }
  }
  return { rows, misses }
}

function pairsIn(
  articles: readonly DatedArticle[],
  groups: readonly number[],
): [DatedArticle, DatedArticle][] {
  const members = new Map<number | undefined, DatedArticle[]>()
  for (const [index, article] of articles.entries()) {
    const group = groups[index]
    members.set(group, [...(members.get(group) ?? []), article])
  }
  return [...members.values()].flatMap((group) =>
    group.flatMap((first, i) =>
      group.slice(i + 1).map((second): [DatedArticle, DatedArticle] => [first, second]),
    ),
  )
}

/** Copies of articles that lie evenly apart, so that every set has its share. */
function copiesOf(articles: readonly DatedArticle[]) {
  const long = [...articles.keys()].filter((index) => {
    const paragraphs = articles[index]?.sections.flatMap(({ paragraphs }) => paragraphs) ?? []
    return paragraphs.length >= LONG_ENOUGH
  })
  const kinds = Object.entries(edits)
  const count = Math.min(long.length, COPIES * kinds.length)
  return Array.from({ length: count }, (_, i) => {
    const origin = long[Math.floor((i * long.length) / count)] ?? 0
    const [edit, apply] = kinds[i % kinds.length] as (typeof kinds)[number]
    const article = apply(articles[origin] as DatedArticle)
    return { edit, origin, article, index: articles.length + i }
  })
}
