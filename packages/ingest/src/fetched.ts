import type { Document } from './document.ts'
import { IngestError } from './errors.ts'
import { fetchDocument, type FetchedDocument } from './http/fetch.ts'
import type { FetchOptions } from './http/guarded.ts'

/**
 * Fetches what we have no copy of, so that it cannot be unchanged.
 * @throws {IngestError} what `fetchDocument` throws
 */
export async function fetchWhole(
  address: string,
  options: FetchOptions = {},
): Promise<FetchedDocument & { changed: true }> {
  const fetched = await fetchDocument(address, { ...options, etag: null, lastModified: null })
  if (fetched.changed) return fetched
  const problem = 'the server says that nothing has changed, which nobody asked'
  throw new IngestError('BAD_RESPONSE', problem, { document: address })
}

/**
 * The same as a document to read.
 * @throws {IngestError} what `fetchDocument` throws
 */
export async function fetchNew(
  address: string,
  options: FetchOptions = {},
): Promise<Document & { url: string }> {
  const { bytes: content, contentType, url } = await fetchWhole(address, options)
  return { name: address, content, contentType, url }
}
