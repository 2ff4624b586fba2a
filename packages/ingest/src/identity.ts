import { createHash } from 'node:crypto'

import type { ParsedArticle } from './article.ts'
import { canonicalUrl, isFrontPage, withFragment } from './canonical-url.ts'

/** UTF-16 units. Longer keys are hashed: an index entry has to fit on a third of a database page. */
const maxKey = 500

/** What makes it the same article within its source, and whether its headline does so too. */
export interface Identity {
  key: string
  matchHeadline: boolean
}

/** What may identify an article within its source. */
export interface Name {
  text: string
  /**
   * Where several articles of one document bear the name and this differs, the name identifies none of
   * them; null for a name that is believed.
   */
  tell: string | null
  matchHeadline: boolean
}

/** Some publishers count an article's versions in its guid: `https://news.example/a#0`, then `#1`. */
const versionCount = /#\d{1,4}$/

/**
 * What an article may be known by, best first: its publisher's name for it, else its canonical address,
 * else the address of the file it is in (and then also its headline, because files are moved), else its
 * headline and stated date. A site's front page names no article.
 * @param fileUrl of a document that holds this one article
 */
export function namesOf(article: ParsedArticle, fileUrl: string | null): Name[] {
  const page = article.url && !isFrontPage(article.url) ? canonicalUrl(article.url) : null
  const believed = (text: string): Name => ({ text, tell: null, matchHeadline: false })
  const names = guidsOf(article.guid, page)
  if (page) names.push(believed(page))
  if (names.length === 0 && fileUrl) names.push({ ...believed(fileUrl), matchHeadline: true })
  names.push(believed(hash(`${article.headline}\n${article.publishedAt?.toISOString() ?? ''}`)))
  return names.map((name) => {
    return name.text.length > maxKey ? { ...name, text: hash(name.text) } : name
  })
}

function guidsOf(guid: string | null, page: string | null): Name[] {
  if (!guid) return []
  if (!/^https?:/i.test(guid) || !URL.canParse(guid)) {
    return [{ text: guid, tell: page, matchHeadline: false }]
  }
  const address = withFragment(guid)
  if (isFrontPage(guid) && !address.includes('#')) return []
  const whole = { text: address, tell: page, matchHeadline: false }
  const counted = versionCount.test(address) ? address.replace(versionCount, '') : null
  return counted !== null && counted === page
    ? [{ text: counted, tell: address, matchHeadline: false }, whole]
    : [whole]
}

/** Those of the names of a document's articles, all of one source, that several of them share. */
export function sharedAmong(articles: readonly (readonly Name[])[]): Set<string> {
  const first = new Map<string, string>()
  const shared = new Set<string>()
  for (const { text, tell } of articles.flat()) {
    if (tell === null) continue
    if ((first.get(text) ?? tell) !== tell) shared.add(text)
    first.set(text, tell)
  }
  return shared
}

/**
 * The best name that is the article's own.
 * @param shared names that the source gave to several articles, now or earlier
 */
export function identityOf(names: readonly Name[], shared: ReadonlySet<string>): Identity {
  const { text, matchHeadline } = names.find((name) => !shared.has(name.text)) ?? names.at(-1)!
  return { key: text, matchHeadline }
}

/** An absolute address for an article that has none to be read at: its name, not a place. */
export function nameOf(sourceSlug: string, key: string): string {
  return `urn:courant:${hash(`${sourceSlug}\n${key}`).replace('sha256:', '').slice(0, 32)}`
}

function hash(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
