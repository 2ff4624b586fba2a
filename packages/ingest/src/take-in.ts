import type { Db } from '@courant/prisma'

import type { Document } from './document.ts'
import type { FetchOptions } from './http/guarded.ts'
import { ingestDocument, type IngestOptions, type IngestResult } from './ingest.ts'
import { createPoliteFetcher, outwardBy } from './polite.ts'

export type TakeInOptions = Pick<FetchOptions, 'allowPrivateHosts' | 'contact' | 'limits'> &
  Omit<IngestOptions, 'redirects' | 'fetchPage'>

/**
 * `ingestDocument` for a document that somebody brings: as when its source is polled, redirectors are
 * asked where addresses lead, and pages are read for sources that want their articles' full text.
 * @throws {IngestError} as `ingestDocument` does
 */
export async function takeIn(
  db: Db,
  document: Document,
  { allowPrivateHosts, contact, limits, ...ingesting }: TakeInOptions,
): Promise<IngestResult> {
  const fetcher = createPoliteFetcher(db)
  try {
    return await ingestDocument(db, document, {
      ...ingesting,
      ...outwardBy(fetcher, { allowPrivateHosts, contact, limits, signal: ingesting.signal }),
    })
  } finally {
    await fetcher.leave()
  }
}
