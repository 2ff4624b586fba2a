import type { ParsedDocument } from './article.ts'
import { decode } from './charset.ts'
import { IngestError } from './errors.ts'
import { parseFeed } from './formats/feed.ts'
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
  format?: 'feed' | 'text'
}

/**
 * Reads a document in the format that it has to be in, or that its beginning shows.
 * @param now what the relative dates of plain text count from
 * @throws {IngestError} BAD_FEED, BAD_TEXT, UNSUPPORTED_FORMAT
 */
export function parseDocument(document: Document, now: Date): ParsedDocument {
  const { name, content, contentType } = document
  const text = (typeof content === 'string' ? content : decode(content, contentType)).replace(
    /^\u{FEFF}/u,
    '',
  )
  const beginning = text.slice(0, 2_000).trimStart()
  if (/^(<!doctype html|<html)/i.test(beginning)) {
    throw new IngestError(
      'UNSUPPORTED_FORMAT',
      'this is a web page; feeds (RSS, Atom, JSON Feed) and plain text are read',
      { document: name },
    )
  }
  const url = document.url ?? null
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
