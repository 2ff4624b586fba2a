import { ensureSource } from '@courant/feed'
import type { Db, Source } from '@courant/prisma'

import type { ParsedDocument, ParsedSource } from './article.ts'
import type { Document } from './document.ts'
import { readDocument } from './reading/read-document.ts'
import { enrichAndSave, type EnrichOptions, type IngestedArticle } from './save.ts'
import { sourceOf } from './source.ts'
import { timed } from './stages.ts'

export interface IngestOptions extends EnrichOptions {
  /** The source to save under, or its name; else the document names it, or the host it came from. */
  source?: Source | string | null
  /** What the relative dates of plain text count from. */
  now?: Date
}

export interface IngestResult {
  format: ParsedDocument['format']
  source: Source
  /** What the document says about who published it. */
  stated: ParsedSource
  articles: IngestedArticle[]
  added: number
  revised: number
  unchanged: number
}

/**
 * Takes a document in: a feed, a web page or a plain-text article. It is read to its end before anything is
 * stored, so a damaged one stores nothing. Taking the same one in again changes nothing.
 * @throws {IngestError} BAD_FEED, BAD_TEXT, NO_ARTICLE, UNSUPPORTED_FORMAT, TOO_LARGE, TOO_SLOW
 */
export async function ingestDocument(
  db: Db,
  document: Document,
  { source: given, now = new Date(), ...enriching }: IngestOptions = {},
): Promise<IngestResult> {
  const {
    format,
    source: stated,
    articles,
  } = await timed('parse', () => readDocument(document, { now }))
  const source =
    given && typeof given === 'object'
      ? given
      : await ensureSource(db, sourceOf(stated, given ?? null))

  const fileUrl = format === 'feed' ? null : (document.url ?? null)
  const saved = await enrichAndSave(
    db,
    articles.map((article) => ({ article, source, fileUrl })),
    enriching,
  )
  const count = (outcome: IngestedArticle['outcome']) =>
    saved.filter((article) => article.outcome === outcome).length
  return {
    format,
    source,
    stated,
    articles: saved,
    added: count('ADDED'),
    revised: count('REVISED'),
    unchanged: count('UNCHANGED'),
  }
}
