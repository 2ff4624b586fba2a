import type { ArticleText, Enrichment } from '@courant/enrich'

import type { Enrich } from './article.ts'
import type { Miss } from './measurement.ts'
import { invalidSlices } from './takeaways/evidence.ts'

/** An enrichment that is looked over while the measures use it. */
export interface Watch {
  enrich: Enrich
  articles: number
  /** Spent in the enrichment alone. */
  seconds: number
  takeaways: number
  invalidTakeaways: Miss[]
  mentions: number
  invalidMentions: Miss[]
}

/** Times every call, and checks every slice of text that its result points at. */
export function watch(enrich: Enrich): Watch {
  const seen: Watch = {
    enrich(article: ArticleText): Enrichment {
      const startedAt = performance.now()
      const enrichment = enrich(article)
      seen.seconds += (performance.now() - startedAt) / 1000
      seen.articles += 1
      const { takeaways, mentions } = invalidSlices(article, enrichment)
      seen.takeaways += enrichment.takeaways.length
      for (const { spans } of [...enrichment.mentions, ...enrichment.candidates]) {
        seen.mentions += spans.length
      }
      seen.invalidTakeaways.push(...takeaways)
      seen.invalidMentions.push(...mentions)
      return enrichment
    },
    articles: 0,
    seconds: 0,
    takeaways: 0,
    invalidTakeaways: [],
    mentions: 0,
    invalidMentions: [],
  }
  return seen
}
