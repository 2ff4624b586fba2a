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
import { type FeedArticle, type FetchPage, type PageText, withPageTexts } from './full-text.ts'
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
  /** How to fetch the pages of sources that want their articles' full text; without it, none is fetched. */
  fetchPage?: FetchPage | null
  signal?: AbortSignal
}

/**
 * Enriches and saves, a batch after the other. Of several with one key in one source, the first
 * counts; the others are not told of.
 */
export async function enrichAndSave(
  db: Db,
  placed: readonly PlacedArticle[],
  { model = null, fetchPage = null, signal }: EnrichOptions = {},
): Promise<IngestedArticle[]> {
  await syncKnowledge(db, knowledge)
  const ofFeeds = distinctArticles(placed)
  const distinct = fetchPage ? await withPageTexts(db, ofFeeds, { fetchPage, signal }) : ofFeeds
  const ingested: IngestedArticle[] = []
  const size = model ? modelBatchSize : batchSize
  for (let from = 0; from < distinct.length; from += size) {
    const prepared = distinct.slice(from, from + size).map(prepare)
    const drafts = model ? await improved(db, prepared, model, signal) : prepared.map(draftOf)
    const saved = await saveArticles(db, drafts)
    for (const [at, article] of saved.entries()) {
      ingested.push({ ...article, headline: drafts[at]?.headline ?? '' })
    }
  }
  return ingested
}

function distinctArticles(placed: readonly PlacedArticle[]): FeedArticle[] {
  const firstOfKey = new Map<string, FeedArticle>()
  for (const { article: stated, source, fileUrl } of placed) {
    const article = tidyArticle(stated)
    const { key, matchHeadline } = identityOf(article, fileUrl)
    const url = article.url ? withoutTracking(article.url) : nameOf(source.slug, key)
    const place = `${source.id} ${key}`
    if (!firstOfKey.has(place)) firstOfKey.set(place, { article, source, key, matchHeadline, url })
  }
  return [...firstOfKey.values()]
}

interface PreparedArticle {
  text: ArticleText
  enrichment: Enrichment
  /** What is neither. */
  rest: Omit<ArticleDraft, keyof Enrichment>
}

function prepare({ article, source, ...identified }: FeedArticle & PageText): PreparedArticle {
  const { headline, lead, sections, categories, takeaways } = article
  const language = article.language ?? source.language
  const text = { headline, lead, sections, categories, takeaways, language }
  const rest = {
    ...identified,
    sourceId: source.id,
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
