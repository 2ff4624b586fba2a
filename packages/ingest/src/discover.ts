import type { ParsedDocument } from './article.ts'
import { parseDocument } from './document.ts'
import { IngestError } from './errors.ts'
import { fetchNew } from './fetched.ts'
import type { FetchOptions } from './http/fetch.ts'

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
  const fetched = await fetchNew(address, options)
  const document = parseDocument(fetched, new Date())
  if (document.format !== 'feed') {
    throw new IngestError('NO_FEED', 'there is no feed here', { document: address })
  }
  return { feeds: [{ url: fetched.url, title: document.source.name }], document }
}
