import { analyse } from './analysis.ts'
import type { ArticleText } from './article.ts'
import type { Enrichment } from './enrichment.ts'
import { findActors } from './entities/link.ts'
import { takeawaysOf } from './takeaways/take.ts'
import { classify } from './topics/classify.ts'

/**
 * Finds out an article's language, who it names, what it is about and what follows from it. Pure
 * and deterministic; never throws, whatever the strings hold.
 */
export function enrich(article: ArticleText): Enrichment {
  const analysis = analyse(article)
  return {
    language: analysis.language,
    ...findActors(analysis),
    topics: classify(analysis, article.categories),
    takeaways: takeawaysOf(article, analysis),
  }
}
