import { hasArticles, type NamedArticle, sharedNames, shareNames } from '@courant/feed'
import type { Db, Source } from '@courant/prisma'

import type { ParsedArticle } from './article.ts'
import { canonicalUrl, withoutTracking } from './canonical-url.ts'
import { identityOf, type Name, nameOf, namesOf, sharedAmong } from './identity.ts'
import { type RedirectOptions, resolveRedirects } from './redirectors.ts'
import { tidyArticle } from './tidy.ts'
import { assumedDates } from './undated.ts'

/** An article, where it belongs, and the file that holds it alone. */
export interface PlacedArticle {
  article: ParsedArticle
  source: Source
  fileUrl: string | null
}

/** An article, clean, with what makes it the same one the next time. */
export interface IdentifiedArticle {
  article: ParsedArticle
  source: Source
  key: string
  matchHeadline: boolean
  /** Where it is read, or its name where there is no such place. */
  url: string
  /** What it is sorted by if it states no date; null for when it is first seen. */
  assumedAt: Date | null
}

/**
 * Cleans the articles of documents and finds out which they are. Of several with one key in one source,
 * the first counts; the others are left out.
 * @param redirects how to ask where their addresses lead; null to ask nobody
 */
export async function identify(
  db: Db,
  placed: readonly PlacedArticle[],
  redirects: RedirectOptions | null,
): Promise<IdentifiedArticle[]> {
  const tidy = placed.map((place) => ({ ...place, article: tidyArticle(place.article) }))
  const addresses = tidy.flatMap(({ article }) => article.url ?? [])
  const targets = await resolveRedirects(db, addresses, redirects)
  const named = tidy.map(({ article, source, fileUrl }): NamedArticleOfSource => {
    const url = article.url && withoutTracking(targets.get(article.url) ?? article.url)
    const resolved = { ...article, url }
    return { article: resolved, source, names: namesOf(resolved, fileUrl) }
  })
  const bySource = new Map<string, NamedArticleOfSource[]>()
  for (const article of named) {
    const own = bySource.get(article.source.id)
    if (own) own.push(article)
    else bySource.set(article.source.id, [article])
  }
  const identified: IdentifiedArticle[] = []
  for (const own of bySource.values()) identified.push(...(await identifyInSource(db, own)))
  return identified
}

interface NamedArticleOfSource {
  article: ParsedArticle
  source: Source
  names: Name[]
}

/** @param named the articles of one source, in the order of their document */
async function identifyInSource(
  db: Db,
  named: readonly NamedArticleOfSource[],
): Promise<IdentifiedArticle[]> {
  const { source } = named[0]!
  const shared = await learnShared(db, source, named)
  const dates = await assumedDatesOf(db, source, named)
  const firstOfKey = new Map<string, IdentifiedArticle>()
  for (const [at, { article, names }] of named.entries()) {
    const { key, matchHeadline } = identityOf(names, shared)
    if (firstOfKey.has(key)) continue
    const url = article.url ?? nameOf(source.slug, key)
    const assumedAt = dates[at] ?? null
    firstOfKey.set(key, { article, source, key, matchHeadline, url, assumedAt })
  }
  return [...firstOfKey.values()]
}

/** The names among these that identify no single article, those of earlier documents included. */
async function learnShared(
  db: Db,
  source: Source,
  named: readonly NamedArticleOfSource[],
): Promise<Set<string>> {
  const doubtful = named.flatMap(({ names }) => names.filter(({ tell }) => tell !== null))
  const asked = [...new Set(doubtful.map(({ text }) => text))]
  const known = await sharedNames(db, source.id, asked)
  const now = [...sharedAmong(named.map(({ names }) => names))].filter((name) => !known.has(name))
  const shared = new Set([...known, ...now])
  await shareNames(db, source.id, now, (saved) => otherKeyOf(saved, named, shared))
  return shared
}

/** What a saved article is known by, now that its name turned out to be no one's own. */
function otherKeyOf(
  saved: NamedArticle,
  named: readonly NamedArticleOfSource[],
  shared: ReadonlySet<string>,
): string | null {
  const page = /^https?:/.test(saved.url) ? canonicalUrl(saved.url) : null
  const again = named.find(
    ({ article, names }) =>
      names.some(({ text }) => text === saved.key) &&
      article.headline === saved.headline &&
      (article.url && canonicalUrl(article.url)) === page,
  )
  return again ? identityOf(again.names, shared).key : page
}

async function assumedDatesOf(
  db: Db,
  source: Source,
  named: readonly NamedArticleOfSource[],
): Promise<(Date | null)[]> {
  const stated = named.map(({ article }) => article.publishedAt)
  const isDated = stated.every((date) => date !== null)
  return isDated || (await hasArticles(db, source.id)) ? [] : assumedDates(stated, new Date())
}
