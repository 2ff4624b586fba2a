import type { EnrichedTopic } from '@courant/enrich'

import { type Enrich, articleOfText } from '../article.ts'
import type { Measurement, Miss } from '../measurement.ts'
import { type Decision, accuracy, macroF1 } from '../scores/classes.ts'
import type { LabelledText } from '../sets/labelled.ts'
import { type TopicsMap, classesOf } from './classes.ts'
import { topLevel } from './levels.ts'

/** How often the strongest topic, of those that the classes stand for, is the text's class. */
export function measureTopics(
  texts: readonly LabelledText[],
  map: TopicsMap,
  enrich: Enrich,
): Measurement {
  const classes = classesOf(
    texts.map(({ label }) => label),
    map,
  )
  const classOf = new Map(classes.flatMap((one) => one.labels.map((label) => [label, one])))
  const misses: Miss[] = []
  const decisions = texts.map(({ id, label, text }): Decision => {
    const truth = classOf.get(label)?.name ?? ''
    const { topics } = enrich(articleOfText(text))
    const code = strongest(topics, new Set(classes.flatMap(({ codes }) => [...codes])))
    const given = classes.find(({ codes }) => code !== null && codes.has(code))?.name ?? null
    if (given !== truth) {
      const cues = topics.slice(0, 4).map(({ code, score, cues }) => {
        return `${code} ${score.toFixed(2)} (${cues.slice(0, 6).join(', ')})`
      })
      const start = text.slice(0, 100).replaceAll(/\s+/g, ' ')
      misses.push({
        kind: given === null ? 'no topic' : 'wrong topic',
        subject: `${truth} -> ${given}`,
        context: `${label}/${id} ${start} | ${cues.join(' ')}`,
      })
    }
    return { truth, given }
  })
  return {
    rows: [
      { what: 'accuracy', value: accuracy(decisions), key: 'bbc.accuracy', floor: 0.95 },
      { what: 'macro-F1', value: macroF1(decisions) },
      {
        what: 'without any of the topics',
        value: decisions.filter(({ given }) => given === null).length,
        unit: 'count',
      },
    ],
    misses,
  }
}

/** The top-level code, of those allowed, with the highest score of itself or a code below it. */
export function strongest(
  topics: readonly Pick<EnrichedTopic, 'code' | 'score'>[],
  allowed: ReadonlySet<string>,
): string | null {
  let best: { code: string; score: number } | null = null
  for (const { code, score } of topics) {
    const top = topLevel(code)
    if (allowed.has(top) && score > (best?.score ?? 0)) best = { code: top, score }
  }
  return best?.code ?? null
}
