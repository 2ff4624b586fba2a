import { createHash } from 'node:crypto'

import type { ParsedArticle } from './article.ts'
import { canonicalUrl } from './canonical-url.ts'

/** UTF-16 units. Longer keys are hashed: an index entry has to fit on a third of a database page. */
const maxKey = 500

/** What makes it the same article within its source, and whether its headline does so too. */
export interface Identity {
  key: string
  matchHeadline: boolean
}

/**
 * Its publisher's name for it, else its canonical address, else the address of the file it is in (and
 * then also its headline, because files are moved), else its headline and stated date.
 * @param fileUrl of a document that holds this one article
 */
export function identityOf(article: ParsedArticle, fileUrl: string | null): Identity {
  const stated = article.guid ?? (article.url && canonicalUrl(article.url))
  if (stated) return { key: stated.length > maxKey ? hash(stated) : stated, matchHeadline: false }
  if (fileUrl)
    return { key: fileUrl.length > maxKey ? hash(fileUrl) : fileUrl, matchHeadline: true }
  const date = article.publishedAt?.toISOString() ?? ''
  return { key: hash(`${article.headline}\n${date}`), matchHeadline: false }
}

/** An absolute address for an article that has none to be read at: its name, not a place. */
export function nameOf(sourceSlug: string, key: string): string {
  return `urn:courant:${hash(`${sourceSlug}\n${key}`).replace('sha256:', '').slice(0, 32)}`
}

function hash(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
