import cueLines from '../../knowledge/topic-cues.json' with { type: 'json' }
import type { ArticlePart, TextPart } from '../article.ts'
import type { EnrichedTopic } from '../enrichment.ts'
import { tokenize } from '../tokens.ts'

const cues = new Map<string, { code: string; weight: number }[]>()
for (const { code, weight, words } of cueLines) {
  for (const word of words) {
    const list = cues.get(word) ?? []
    list.push({ code, weight })
    cues.set(word, list)
  }
}

const PART_WEIGHT: Record<ArticlePart, number> = {
  headline: 3,
  lead: 2,
  crosshead: 1.5,
  paragraph: 1,
}
const THRESHOLD = 0.3

/** What the article is about. */
export function classify(parts: readonly TextPart[]): EnrichedTopic[] {
  const totals = new Map<string, { weight: number; cues: Map<string, number> }>()
  for (const { part, text } of parts) {
    for (const { norm } of tokenize(text)) {
      for (const { code, weight } of cues.get(norm) ?? []) {
        const total = totals.get(code) ?? { weight: 0, cues: new Map<string, number>() }
        const gain = weight * PART_WEIGHT[part]
        total.weight += gain
        total.cues.set(norm, (total.cues.get(norm) ?? 0) + gain)
        totals.set(code, total)
      }
    }
  }
  const heaviest = Math.max(4, ...[...totals.values()].map(({ weight }) => weight))
  return [...totals]
    .map(([code, total]) => ({
      code,
      score: total.weight / heaviest,
      cues: [...total.cues].toSorted((a, b) => b[1] - a[1]).map(([cue]) => cue),
    }))
    .filter(({ score }) => score >= THRESHOLD)
    .toSorted((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
}
