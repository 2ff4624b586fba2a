import { type FeedText, type PageNeed, pageNeeds } from '@courant/feed'
import type { Db, Source } from '@courant/prisma'

import type { ParsedArticle, ParsedSection } from './article.ts'
import { withoutTracking } from './canonical-url.ts'
import { IngestError } from './errors.ts'
import type { FetchedDocument } from './http/fetch.ts'
import { readDocument } from './reading/read-document.ts'
import { tidyArticle } from './tidy.ts'

/** Fetches one page; what it throws that is no IngestError says that its host cannot be asked now. */
export type FetchPage = (address: string) => Promise<FetchedDocument>

/** An article as its feed has it, clean, with what it is known by. */
export interface FeedArticle {
  article: ParsedArticle
  source: Source
  key: string
  matchHeadline: boolean
  /** Where it is read. */
  url: string
}

/** How an article is saved whose page gives its text. */
export interface PageText {
  documentHash?: Uint8Array | null
  keepKnown?: boolean
}

export interface FullTextOptions {
  fetchPage: FetchPage
  /** Pages asked for in one go; the articles that they would have been of keep their feeds' text till the next. */
  pages?: number
  /** Seconds after which no other page is begun. */
  seconds?: number
  signal?: AbortSignal
}

/** A poll holds its feed's host for a minute: with the feed before them, pages take less. */
const usual = { pages: 20, seconds: 20 }

/** What is read first where not all can be. */
const order: readonly PageNeed['reason'][] = ['NEW', 'CHANGED', 'UNREAD']

/**
 * Takes the text of articles from their pages, for sources that want it so: of articles that are new, or
 * that the feed says something else of than before, one after the other. A page whose text is no longer
 * than the feed's changes nothing; one that cannot be read leaves the feed's text, and is asked again at
 * the next times if it may yet be read, until the article is a day old.
 * @returns an entry per article, in the order given
 * @throws what `fetchPage` throws when `signal` was aborted
 */
export async function withPageTexts<Article extends FeedArticle>(
  db: Db,
  articles: readonly Article[],
  { fetchPage, pages = usual.pages, seconds = usual.seconds, signal }: FullTextOptions,
): Promise<(Article & PageText)[]> {
  const wanting = articles.filter(({ source, url }) => source.fullText && /^https?:/.test(url))
  const needs = await pageNeeds(db, wanting.map(feedTextOf))
  const queue = order.flatMap((reason) =>
    wanting.flatMap((article, at) => {
      const need = needs[at]!
      return need.reason === reason ? [{ article, need }] : []
    }),
  )
  const deadline = performance.now() + seconds * 1_000
  const resting = new Set<string>()
  const results = new Map<Article, Article & PageText>()
  let asked = 0
  for (const { article, need } of queue) {
    signal?.throwIfAborted()
    const host = new URL(article.url).host
    const isTooMuch = asked >= pages || performance.now() >= deadline
    if (isTooMuch || resting.has(host)) {
      results.set(article, { ...article, keepKnown: need.hasPage })
      continue
    }
    asked += 1
    const page = await readPage(article, fetchPage, signal)
    if (page === 'LATER' || page === 'HOST_LATER') {
      if (page === 'HOST_LATER') resting.add(host)
      results.set(article, { ...article, keepKnown: need.hasPage && need.isFresh })
    } else {
      const text = page === 'NEVER' ? article : withText(article, page)
      results.set(article, { ...text, documentHash: need.documentHash })
    }
  }
  return articles.map((article) => results.get(article) ?? article)
}

function feedTextOf({ article, source, key, matchHeadline }: FeedArticle): FeedText {
  const takeaways = article.takeaways.map((text) => ({ text, origin: 'PUBLISHER' as const }))
  return { ...article, takeaways, sourceId: source.id, key, matchHeadline }
}

/** Answers to requests that say more of the moment than of the page. */
const passing = new Set([408, 421, 425, 429])

/**
 * @returns the page's article; NEVER where it has none, LATER where it may yet be read, and HOST_LATER
 *   where nothing of its host should be asked for now
 */
async function readPage(
  { article, url }: FeedArticle,
  fetchPage: FetchPage,
  signal: AbortSignal | undefined,
): Promise<ParsedArticle | 'NEVER' | 'LATER' | 'HOST_LATER'> {
  try {
    const fetched = await fetchPage(url)
    if (!fetched.changed) return 'LATER'
    const { bytes: content, contentType, finalUrl } = fetched
    const format = /html/i.test(contentType ?? 'html') ? 'page' : undefined
    const document = { name: url, content, contentType, url: finalUrl, format } as const
    const parsed = await readDocument(document)
    const [found] = parsed.articles
    if (parsed.format !== 'page' || !found) return 'NEVER'
    const page = tidyArticle(found)
    return tellsOf(article.headline, page) ? page : 'NEVER'
  } catch (error) {
    if (signal?.aborted) throw error
    if (!(error instanceof IngestError)) return 'HOST_LATER'
    const { code, status = 0 } = error
    if (code === 'TIMEOUT' || code === 'UNREACHABLE' || status === 429 || status === 503) {
      return 'HOST_LATER'
    }
    return code === 'BAD_RESPONSE' || status >= 500 || passing.has(status) ? 'LATER' : 'NEVER'
  }
}

/** Words that a headline is about, by their length; of scripts without spaces, characters. */
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]{4,}/gu

/**
 * Whether a page is about what a headline says: a third of its words stand there. In the place of
 * articles, sites show pages that ask for consent, for a subscription, or for proof of being human.
 */
function tellsOf(headline: string, page: ParsedArticle): boolean {
  const words = new Set(headline.toLowerCase().match(word))
  const paragraphs = page.sections.flatMap(({ paragraphs }) => paragraphs)
  const text = [page.headline, page.lead, ...paragraphs].join(' ').toLowerCase()
  const there = [...words].filter((word) => text.includes(word))
  return there.length >= words.size / 3
}

/** The article with its page's text, if that is the longer one. What it is called, and when it came out, stays. */
function withText<Article extends FeedArticle>(known: Article, page: ParsedArticle): Article {
  const { article } = known
  if (lengthOf(page) <= lengthOf(article)) return known
  return {
    ...known,
    url: page.url ? withoutTracking(page.url) : known.url,
    article: {
      ...article,
      lead: page.lead || article.lead,
      byline: page.byline ?? article.byline,
      imageUrl: page.imageUrl ?? article.imageUrl,
      language: article.language ?? page.language,
      publishedAt: article.publishedAt ?? page.publishedAt,
      sections: page.sections,
    },
  }
}

/** UTF-16 units of what a reader has below the headline. */
function lengthOf({ lead, sections }: { lead: string; sections: ParsedSection[] }): number {
  const paragraphs = sections.flatMap(({ paragraphs }) => paragraphs)
  return paragraphs.reduce((sum, { length }) => sum + length, lead.length)
}
