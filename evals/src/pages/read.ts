import { IngestError, type ParsedArticle, parseDocument } from '@courant/ingest/document'

import type { GoldPage } from '../sets/readability.ts'

/** As from a file: where the pages were found is not known. */
export function readPage({ id, html }: GoldPage): ParsedArticle | null {
  try {
    const { articles } = parseDocument({ name: id, content: html }, new Date())
    return articles[0] ?? null
  } catch (error) {
    if (error instanceof IngestError) return null
    throw error
  }
}
