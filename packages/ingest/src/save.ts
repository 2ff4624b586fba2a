import { enrich, knowledge } from '@courant/enrich'
import { type ArticleDraft, type SavedArticle, saveArticles, syncKnowledge } from '@courant/feed'
import type { Db, Source } from '@courant/prisma'

import type { ParsedArticle } from './article.ts'
import { withoutTracking } from './canonical-url.ts'
import { identityOf, nameOf } from './identity.ts'
import { tidyArticle } from './tidy.ts'

/** Articles a transaction: whoever follows the feed live waits for the oldest one that runs. */
const batchSize = 200

/** An article, where it belongs, and the file that holds it alone. */
export interface PlacedArticle {
  article: ParsedArticle
  source: Source
  fileUrl: string | null
}

export interface IngestedArticle extends SavedArticle {
  headline: string
}

/**
 * Enriches and saves, a batch after the other. Of several with one key in one source, the first
 * counts; the others are not told of.
 */
export async function enrichAndSave(
  db: Db,
  placed: readonly PlacedArticle[],
): Promise<IngestedArticle[]> {
  await syncKnowledge(db, knowledge)
  const distinct = distinctArticles(placed)
  const ingested: IngestedArticle[] = []
  for (let from = 0; from < distinct.length; from += batchSize) {
    const drafts = distinct.slice(from, from + batchSize).map(draftOf)
    const saved = await saveArticles(db, drafts)
    for (const [at, article] of saved.entries()) {
      ingested.push({ ...article, headline: drafts[at]?.headline ?? '' })
    }
  }
  return ingested
}

function distinctArticles(placed: readonly PlacedArticle[]): PlacedArticle[] {
  const firstOfKey = new Map<string, PlacedArticle>()
  for (const { article, source, fileUrl } of placed) {
    const tidy = { article: tidyArticle(article), source, fileUrl }
    const key = `${source.id} ${identityOf(tidy.article, fileUrl).key}`
    if (!firstOfKey.has(key)) firstOfKey.set(key, tidy)
  }
  return [...firstOfKey.values()]
}

function draftOf({ article, source, fileUrl }: PlacedArticle): ArticleDraft {
  const { headline, lead, sections, categories, takeaways } = article
  const { key, matchHeadline } = identityOf(article, fileUrl)
  const enrichment = enrich({
    headline,
    lead,
    sections,
    categories,
    takeaways,
    language: article.language ?? source.language,
  })
  return {
    sourceId: source.id,
    key,
    matchHeadline,
    url: article.url ? withoutTracking(article.url) : nameOf(source.slug, key),
    headline,
    lead,
    byline: article.byline,
    imageUrl: article.imageUrl,
    statedAt: article.publishedAt,
    sections,
    ...enrichment,
  }
}
