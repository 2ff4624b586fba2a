import type { ParsedDocument } from './article.ts'
export type { ParsedArticle, ParsedDocument } from './article.ts'
export { IngestError } from './errors.ts'
import { decode } from './charset.ts'
import { IngestError } from './errors.ts'
import { parseFeed } from './formats/feed.ts'
import { isPage, parsePage } from './formats/page.ts'
import { parseText } from './formats/text.ts'

/** A document as it was read from a file or an address. */
export interface Document {
  /** What people call it: the path or address as they gave it. Errors begin with it. */
  name: string
  content: Uint8Array | string
  /** The HTTP header. */
  contentType?: string | null
  /** Where it is: an http(s) or file address. */
  url?: string | null
  /** What it has to be; else its beginning decides. */
  format?: 'feed' | 'page' | 'text'
}

/**
 * Reads a document in the format that it has to be in, or that its beginning shows.
 * @param now what the relative dates of plain text count from
 * @throws {IngestError} BAD_FEED, BAD_TEXT, NO_ARTICLE, UNSUPPORTED_FORMAT
 */
export function parseDocument(document: Document, now: Date): ParsedDocument {
  const { name, content, contentType } = document
  const text = (typeof content === 'string' ? content : decode(content, contentType)).replace(
    /^\u{FEFF}/u,
    '',
  )
  const beginning = text.slice(0, 2_000).trimStart()
  const url = document.url ?? null
  if (document.format === 'page') return parsePage(text, name, url)
  if (isPage(beginning)) {
    if (!document.format) return parsePage(text, name, url)
    const problem = `this is a web page, and no ${document.format}`
    throw new IngestError('UNSUPPORTED_FORMAT', problem, { document: name })
  }
  const format = document.format ?? (/^[<{]/.test(beginning) ? 'feed' : 'text')
  if (format === 'feed') return parseFeed(text, name, url)
  if (unreadable(text) > text.length / 10) {
    const problem = 'this is not text, or not in the encoding that it claims; save it as UTF-8'
    throw new IngestError('UNSUPPORTED_FORMAT', problem, { document: name })
  }
  return parseText(text, name, url, now)
}

/** How many characters are none: undecodable, or NUL, of which programs and pictures are full. */
function unreadable(text: string): number {
  return text.split('\u{FFFD}').length + text.split('\u{0}').length - 2
}
