import type { ParsedArticle, ParsedDocument } from './article.ts'
import { tidyArticle } from './tidy.ts'

/** The latest articles of a document as they would be saved, newest first; those without a date last. */
export function latestArticles({ articles }: ParsedDocument, count: number): ParsedArticle[] {
  const timeOf = ({ publishedAt }: ParsedArticle) => publishedAt?.getTime() ?? -Infinity
  return articles
    .toSorted((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(b) - timeOf(a)))
    .slice(0, count)
    .map(tidyArticle)
}
