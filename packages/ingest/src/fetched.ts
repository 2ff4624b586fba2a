import type { Document } from './document.ts'
import { IngestError } from './errors.ts'
import { fetchDocument, type FetchOptions } from './http/fetch.ts'

/**
 * Fetches a document that we have no copy of.
 * @throws {IngestError} what `fetchDocument` throws
 */
export async function fetchNew(
  address: string,
  { allowPrivateHosts, contact, limits, signal }: FetchOptions = {},
): Promise<Document & { url: string }> {
  const fetched = await fetchDocument(address, { allowPrivateHosts, contact, limits, signal })
  if (!fetched.changed) {
    const problem = 'the server says it has not changed'
    throw new IngestError('BAD_RESPONSE', problem, { document: address })
  }
  const { bytes: content, contentType, url } = fetched
  return { name: address, content, contentType, url }
}
