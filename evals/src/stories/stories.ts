import { clusterStories } from '@courant/enrich/similarity'

import { type Enrich, articleOfText } from '../article.ts'
import type { Measurement, Miss } from '../measurement.ts'
import { type BCubed, type Placement, bcubed } from '../scores/bcubed.ts'
import type { GroupedText } from '../sets/grouped.ts'
import { shuffled } from '../shuffle.ts'

/** Stories grow as articles come, so that the order matters: that of the files, and these. */
const SEEDS = [1, 2, 3, 4, 5, 6]

/** No set says when its articles appeared, so all of them did at once. */
const PUBLISHED_AT = new Date(0)

/** How well the stories that articles are put into agree with those of the gold set. */
export function measureStories(texts: readonly GroupedText[], enrich: Enrich): Measurement {
  const articles = texts.map(({ id, story, text }) => {
    const article = articleOfText(text)
    const { language, mentions } = enrich(article)
    const named = mentions.map(({ entity, salience }) => ({ slug: entity.slug, salience }))
    return { ...article, id, story, language, mentions: named, publishedAt: PUBLISHED_AT }
  })
  const orders = [articles, ...SEEDS.map((seed) => shuffled(articles, seed))]
  const placements = orders.map((order) => {
    const numbers = clusterStories(order)
    return order.map(({ id, story }, i) => ({ id, truth: story, given: String(numbers[i]) }))
  })
  const scores = placements.map(bcubed)
  const mean = (of: (score: BCubed) => number) =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length
  return {
    rows: [
      { what: 'BCubed F1', value: mean(({ f1 }) => f1), key: 'stories.bcubedF1', floor: 0.8 },
      { what: 'BCubed precision', value: mean(({ precision }) => precision) },
      { what: 'BCubed recall', value: mean(({ recall }) => recall) },
      { what: 'BCubed F1, worst order', value: Math.min(...scores.map(({ f1 }) => f1)) },
    ],
    misses: placements[0] === undefined ? [] : stray(placements[0]),
  }
}

/** Articles outside the largest part of their story, and stories that share a cluster. */
function stray(placements: readonly (Placement & { id: string })[]): Miss[] {
  const clusters = groupBy(placements, ({ given }) => given)
  return [...clusters.values()].flatMap((members) => {
    const truths = groupBy(members, ({ truth }) => truth)
    const [main = []] = [...truths.values()].toSorted((a, b) => b.length - a.length)
    const own = main[0]?.truth ?? ''
    const mixed = members
      .filter(({ truth }) => truth !== own)
      .map(({ id }) => ({ kind: 'in another story', subject: own, context: id }))
    const whole = placements.filter(({ truth }) => truth === own).length
    const ids = members.map(({ id }) => id).join(' ')
    return main.length === whole
      ? mixed
      : [...mixed, { kind: 'part of a story', subject: own, context: `${main.length}: ${ids}` }]
  })
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
