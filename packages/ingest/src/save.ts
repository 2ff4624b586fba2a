import { setImmediate as nextTurn } from 'node:timers/promises'

import type { ArticleText, Enrichment } from '@courant/enrich'
import {
  type ArticleDraft,
  type PlainText,
  type SavedArticle,
  saveArticles,
  unchangedArticles,
  withoutRemoved,
} from '@courant/feed'
import type { Db } from '@courant/prisma'

import { type FetchPage, type PageText, withPageTexts } from './full-text.ts'
import { identify, type IdentifiedArticle, type PlacedArticle } from './identify.ts'
import { writeKnowledge } from './knowledge.ts'
import { type Model, modelConcurrency } from './model/model.ts'
import type { RedirectOptions } from './redirectors.ts'
import { tellStage, timed } from './stages.ts'

export type { PlacedArticle } from './identify.ts'

/** Articles a transaction: whoever follows the feed live waits for the oldest one that runs. */
const batchSize = 200
/** Articles that wait for the answers of a model together; two rounds, so that it is never idle. */
const modelBatchSize = 2 * modelConcurrency
/** Milliseconds of enrichment after which whatever else the process does gets its turn. */
const turn = 10

export interface IngestedArticle extends SavedArticle {
  headline: string
}

export interface EnrichOptions {
  /** Asked about what is new or changed; without it, enrichment is our own alone. */
  model?: Model | null
  /** How to ask redirectors where addresses of articles lead; without it, nobody is asked. */
  redirects?: RedirectOptions | null
  /** How to fetch the pages of sources that want their articles' full text; without it, none is fetched. */
  fetchPage?: FetchPage | null
  /** What was saved by then stays. */
  signal?: AbortSignal
  /** Told after each batch how many articles are done. */
  onProgress?: (done: number, all: number) => void
}

/**
 * Enriches and saves, a batch after the other, in their order; while one is stored, the next is enriched.
 * What is saved already and reads the same is neither. Of several with one key in one source, the first
 * counts; the others are not told of.
 */
export async function enrichAndSave(
  db: Db,
  placed: readonly PlacedArticle[],
  { model = null, redirects = null, fetchPage = null, signal, onProgress }: EnrichOptions = {},
): Promise<IngestedArticle[]> {
  const identified = await identify(db, placed, redirects && { ...redirects, signal })
  const ofFeeds = await withoutRemovedOnes(db, identified)
  const articles = fetchPage ? await withPageTexts(db, ofFeeds, { fetchPage, signal }) : ofFeeds
  const ingested: IngestedArticle[] = []
  const store = async ({ texts, unchanged, drafts }: Batch) => {
    const saved = await timed('store', () => saveArticles(db, drafts))
    let next = 0
    for (const text of texts) {
      const article = unchanged.get(text) ?? saved[next++]!
      ingested.push({ ...article, headline: text.headline })
    }
    onProgress?.(ingested.length, articles.length)
  }
  const size = model ? modelBatchSize : batchSize
  let storing = Promise.resolve()
  for (let from = 0; from < articles.length; from += size) {
    const batch = articles.slice(from, from + size)
    // Both to their end, whatever fails: nothing goes on behind the caller's back.
    const [prepared, stored] = await Promise.allSettled([
      prepareBatch(db, batch, model, signal),
      storing,
    ])
    if (stored.status === 'rejected') throw stored.reason
    if (prepared.status === 'rejected') throw prepared.reason
    storing = store(prepared.value)
  }
  await storing
  return ingested
}

/** Without those that an editor removed, which their source goes on to bring. */
async function withoutRemovedOnes(
  db: Db,
  articles: readonly IdentifiedArticle[],
): Promise<IdentifiedArticle[]> {
  const named = articles.map((article) => ({
    article,
    name: { sourceId: article.source.id, key: article.key },
  }))
  return (await withoutRemoved(db, named)).map(({ article }) => article)
}

/** One article as it would be saved. */
export async function draftFor(
  article: IdentifiedArticle,
  { model = null, signal }: Pick<EnrichOptions, 'model' | 'signal'> = {},
): Promise<ArticleDraft> {
  const prepared = await enrichAll([article], signal)
  const [draft] = model ? await improved(prepared, model, signal) : prepared.map(draftOf)
  return draft!
}

interface Batch {
  texts: readonly PlainText[]
  /** Those that are saved as they are. */
  unchanged: ReadonlyMap<PlainText, SavedArticle>
  /** The others, in their order. */
  drafts: readonly ArticleDraft[]
}

async function prepareBatch(
  db: Db,
  articles: readonly (IdentifiedArticle & PageText)[],
  model: Model | null,
  signal: AbortSignal | undefined,
): Promise<Batch> {
  const plain = articles.map((article) => ({ article, text: textOf(article) }))
  const texts = plain.map(({ text }) => text)
  // Of one whose page was read, that is to be noted, though it may have said the same.
  const unread = texts.filter(({ documentHash }) => !documentHash)
  const unchanged = new Map<PlainText, SavedArticle>()
  for (const [text, { articleId, revision }] of await unchangedArticles(db, unread)) {
    unchanged.set(text, { articleId, outcome: 'UNCHANGED', revision })
  }
  const changed = plain.filter(({ text }) => !unchanged.has(text))
  if (changed.length > 0) await writeKnowledge(db)
  const prepared = await enrichAll(
    changed.map(({ article }) => article),
    signal,
  )
  const drafts = model ? await improved(prepared, model, signal) : prepared.map(draftOf)
  return { texts, unchanged, drafts }
}

function textOf({
  article,
  source,
  key,
  matchHeadline,
  documentHash,
  keepKnown,
}: IdentifiedArticle & PageText): PlainText {
  const takeaways = article.takeaways.map((text) => ({ text, origin: 'PUBLISHER' as const }))
  const own = { key, matchHeadline, documentHash, keepKnown }
  return { ...article, takeaways, sourceId: source.id, ...own }
}

async function enrichAll(
  articles: readonly (IdentifiedArticle & PageText)[],
  signal: AbortSignal | undefined,
): Promise<PreparedArticle[]> {
  if (articles.length === 0) return []
  // It takes a second to load: who finds nothing new, or brings no articles in, does without.
  const { enrich } = await import('@courant/enrich')
  const prepared: PreparedArticle[] = []
  let spent = 0
  let startedAt = performance.now()
  for (const article of articles) {
    prepared.push(prepare(article, enrich))
    const elapsed = performance.now() - startedAt
    if (elapsed < turn) continue
    spent += elapsed
    await nextTurn()
    signal?.throwIfAborted()
    startedAt = performance.now()
  }
  tellStage('enrich', spent + performance.now() - startedAt)
  return prepared
}

interface PreparedArticle {
  text: ArticleText
  enrichment: Enrichment
  /** What is neither. */
  rest: Omit<ArticleDraft, keyof Enrichment>
}

function prepare(
  { article, source, ...identified }: IdentifiedArticle & PageText,
  enrich: (article: ArticleText) => Enrichment,
): PreparedArticle {
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

/** The drafts with what the model has to say. */
async function improved(
  prepared: readonly PreparedArticle[],
  model: Model,
  signal: AbortSignal | undefined,
): Promise<ArticleDraft[]> {
  return Promise.all(
    prepared.map(async (article) => ({
      ...draftOf(article),
      ...(await model.improve(article.text, article.enrichment, signal)),
    })),
  )
}
