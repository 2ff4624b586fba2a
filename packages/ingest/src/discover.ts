import type { ParsedDocument } from './article.ts'
import { IngestError } from './errors.ts'
import { fetchNew } from './fetched.ts'
import type { FetchOptions } from './http/fetch.ts'
import { readDocument } from './reading/read-document.ts'

/** A feed that was read, or a link to one that nobody has followed yet. */
export interface DiscoveredFeed {
  url: string
  /** As it calls itself, else as the page does that leads to it. */
  title: string | null
}

/** What is found at an address: its feeds, and the first of them as it reads now. */
export interface DiscoveredFeeds {
  /** The most likely first, which was read; there is at least one. */
  feeds: DiscoveredFeed[]
  first: ParsedDocument
}

/**
 * Finds the feeds at an address.
 * @throws {IngestError} NO_FEED, BAD_FEED, and what `fetchDocument` throws
 */
export async function discoverFeeds(
  address: string,
  options: FetchOptions = {},
): Promise<DiscoveredFeeds> {
  const fetched = await fetchNew(address, options)
  const first = await readDocument(fetched)
  if (first.format !== 'feed') {
    throw new IngestError('NO_FEED', 'there is no feed here', { document: address })
  }
  return { feeds: [{ url: fetched.url, title: first.source.name }], first }
}
