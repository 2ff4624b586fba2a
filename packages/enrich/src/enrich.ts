import { type ArticleText, partsOf } from './article.ts'
import type { Enrichment } from './enrichment.ts'
import { findMentions } from './entities/link.ts'
import { detectLanguage } from './language/detect.ts'
import { takeawaysOf } from './takeaways/take.ts'
import { classify } from './topics/classify.ts'

/**
 * Finds out an article's language, who it names, what it is about and what follows from it. Pure
 * and deterministic; never throws, whatever the strings hold.
 */
export function enrich(article: ArticleText): Enrichment {
  const parts = partsOf(article)
  const text = parts.map(({ text }) => text).join('\n')
  const language = detectLanguage(text, article.language)
  return {
    language,
    mentions: findMentions(parts, language),
    topics: classify(parts),
    takeaways: takeawaysOf(article, language),
  }
}
