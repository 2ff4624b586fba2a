import type { EnrichedTakeaway } from '@courant/enrich'

import { type Enrich, story } from '../article.ts'
import type { Measurement, Miss } from '../measurement.ts'
import { share } from '../scores/counts.ts'
import type { SummarisedText } from '../sets/summarised.ts'

const TAKEN = 3

/**
 * P@3: how many of the first three takeaways stand in the summary, as a share of three for every
 * article; and, for proportion, the same of the text's first three sentences. The sentences of
 * the summary are also handed in as the publisher's own takeaways, which must find themselves.
 */
export function measureTakeaways(texts: readonly SummarisedText[], enrich: Enrich): Measurement {
  const misses: Miss[] = []
  let right = 0
  let leading = 0
  let given = 0
  let supported = 0
  for (const { id, headline, paragraphs, summary } of texts) {
    const article = story(
      headline,
      paragraphs.map((sentences) => sentences.join(' ')),
    )
    const taken = enrich(article).takeaways.slice(0, TAKEN)
    for (const takeaway of taken) {
      if (isIn(takeaway.text, summary)) right += 1
      else misses.push(notChosen(id, takeaway))
    }
    for (let i = taken.length; i < TAKEN; i += 1) {
      misses.push({ kind: 'too few', subject: id, context: `${taken.length} takeaways` })
    }
    leading += paragraphs
      .flat()
      .slice(0, TAKEN)
      .filter((one) => isIn(one, summary)).length
    for (const { text, origin, evidence } of enrich({ ...article, takeaways: summary }).takeaways) {
      if (origin !== 'PUBLISHER') continue
      given += 1
      if (evidence !== null && isSame(evidence.quote, text)) supported += 1
      else misses.push({ kind: 'not supported', subject: text, context: evidence?.quote ?? 'none' })
    }
  }
  return {
    rows: [
      { what: 'P@3', value: share(right, texts.length * TAKEN), key: 'summaries.p3' },
      { what: 'P@3 of the first sentences', value: share(leading, texts.length * TAKEN) },
      { what: "publisher's takeaways that find their sentence", value: share(supported, given) },
    ],
    misses,
  }
}

function isIn(sentence: string, summary: readonly string[]): boolean {
  return summary.some((one) => isSame(one, sentence))
}

/** Equal in words, or so nearly (a sentence that was cut elsewhere) that nine of ten are shared. */
export function isSame(a: string, b: string): boolean {
  const first = wordsOf(a)
  const second = wordsOf(b)
  const [few, many] = first.size < second.size ? [first, second] : [second, first]
  const shared = [...few].filter((word) => many.has(word)).length
  return many.size > 0 && shared / many.size >= 0.9
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

function notChosen(id: string, { text }: EnrichedTakeaway): Miss {
  return { kind: 'not in the summary', subject: text, context: id }
}
