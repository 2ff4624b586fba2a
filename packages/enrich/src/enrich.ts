import { analyse } from './analysis.ts'
import type { ArticleText } from './article.ts'
import type { EnrichedTopic, Enrichment } from './enrichment.ts'
import { findActors } from './entities/link.ts'
import { takeawaysOf } from './takeaways/take.ts'
import { classify } from './topics/classify.ts'
import { lineOf } from './topics/tree.ts'

const SPORT = '15000000'

/**
 * Finds out an article's language, who it names, what it is about and what follows from it. Pure
 * and deterministic; never throws, whatever the strings hold.
 */
export function enrich(article: ArticleText): Enrichment {
  const analysis = analyse(article)
  const topics = classify(analysis, article.categories)
  return {
    language: analysis.language,
    ...findActors(analysis, { isSport: isAbout(topics, SPORT) }),
    topics,
    takeaways: takeawaysOf(article, analysis),
  }
}

/** Whether the best of the topics is this one, or lies below it. */
function isAbout([best]: readonly EnrichedTopic[], code: string): boolean {
  return best !== undefined && lineOf(best.code).includes(code)
}
