import type { ParsedDocument } from './article.ts'
import { parseDocument } from './document.ts'
import { IngestError } from './errors.ts'
import { fetchDocument, type FetchOptions } from './http/fetch.ts'

/** A feed that was found at an address. */
export interface FoundFeed {
  url: string
  title: string | null
}

export interface Discovery {
  /** The most likely first; there is at least one. */
  feeds: FoundFeed[]
  /** The first of them, read. */
  document: ParsedDocument
}

/**
 * Finds the feeds at an address.
 * @throws {IngestError} NO_FEED, BAD_FEED, and what `fetchDocument` throws
 */
export async function discoverFeeds(
  address: string,
  options: FetchOptions = {},
): Promise<Discovery> {
  const fetched = await fetchDocument(address, options)
  if (!fetched.changed) {
    throw new IngestError('BAD_RESPONSE', 'the server says it has not changed', {
      document: address,
    })
  }
  const { bytes: content, contentType, url } = fetched
  const document = parseDocument({ name: address, content, contentType, url }, new Date())
  if (document.format !== 'feed') {
    throw new IngestError('NO_FEED', 'there is no feed here', { document: address })
  }
  return { feeds: [{ url, title: document.source.name }], document }
}
