import { type ArticleText, enrich, type Enrichment, knowledge } from '@courant/enrich'
import {
  type ArticleDraft,
  changedDrafts,
  type SavedArticle,
  saveArticles,
  syncKnowledge,
} from '@courant/feed'
import type { Db, Source } from '@courant/prisma'

import type { ParsedArticle } from './article.ts'
import { withoutTracking } from './canonical-url.ts'
import { identityOf, nameOf } from './identity.ts'
import { type Model, modelConcurrency } from './model/model.ts'
import { tidyArticle } from './tidy.ts'

/** Articles a transaction: whoever follows the feed live waits for the oldest one that runs. */
const batchSize = 200
/** Articles that wait for the answers of a model together; two rounds, so that it is never idle. */
const modelBatchSize = 2 * modelConcurrency

/** An article, where it belongs, and the file that holds it alone. */
export interface PlacedArticle {
  article: ParsedArticle
  source: Source
  fileUrl: string | null
}

export interface IngestedArticle extends SavedArticle {
  headline: string
}

export interface EnrichOptions {
  /** Asked about what is new or changed; without it, enrichment is our own alone. */
  model?: Model | null
  /** Between two batches; what was saved stays. */
  signal?: AbortSignal
  /** Told after each batch how many articles are done. */
  onProgress?: (done: number, all: number) => void
}

/**
 * Enriches and saves, a batch after the other. Of several with one key in one source, the first
 * counts; the others are not told of.
 */
export async function enrichAndSave(
  db: Db,
  placed: readonly PlacedArticle[],
  { model = null, signal, onProgress }: EnrichOptions = {},
): Promise<IngestedArticle[]> {
  await syncKnowledge(db, knowledge)
  const distinct = distinctArticles(placed)
  const ingested: IngestedArticle[] = []
  const size = model ? modelBatchSize : batchSize
  for (let from = 0; from < distinct.length; from += size) {
    signal?.throwIfAborted()
    const prepared = distinct.slice(from, from + size).map(prepare)
    const drafts = model ? await improved(db, prepared, model, signal) : prepared.map(draftOf)
    const saved = await saveArticles(db, drafts)
    for (const [at, article] of saved.entries()) {
      ingested.push({ ...article, headline: drafts[at]?.headline ?? '' })
    }
    onProgress?.(ingested.length, distinct.length)
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

interface PreparedArticle {
  text: ArticleText
  enrichment: Enrichment
  /** What is neither. */
  rest: Omit<ArticleDraft, keyof Enrichment>
}

function prepare({ article, source, fileUrl }: PlacedArticle): PreparedArticle {
  const { headline, lead, sections, categories, takeaways } = article
  const { key, matchHeadline } = identityOf(article, fileUrl)
  const language = article.language ?? source.language
  const text = { headline, lead, sections, categories, takeaways, language }
  const rest = {
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
  }
  return { text, enrichment: enrich(text), rest }
}

function draftOf({ rest, enrichment }: PreparedArticle): ArticleDraft {
  return { ...rest, ...enrichment }
}

/** The drafts, those that are new or changed with what the model has to say. */
async function improved(
  db: Db,
  prepared: readonly PreparedArticle[],
  model: Model,
  signal: AbortSignal | undefined,
): Promise<ArticleDraft[]> {
  const drafts = prepared.map(draftOf)
  const changed = new Set(await changedDrafts(db, drafts))
  return Promise.all(
    prepared.map(async ({ text, enrichment }, at) => {
      const draft = drafts[at]!
      if (!changed.has(draft)) return draft
      return { ...draft, ...(await model.improve(text, enrichment, signal)) }
    }),
  )
}
