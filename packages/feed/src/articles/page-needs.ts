import { type Db, Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'
import { asBytea, contentHash, type KnownBy, type Written } from './draft.ts'
import { findKnown } from './known.ts'

/** Whether the page of an article has to be asked for its text, by what its feed says of it now. */
export interface PageNeed {
  /**
   * NEW: it is not saved yet. CHANGED: the feed says something else than when it was saved. UNREAD: it was
   * saved within the last day with its feed's text, because its page could not be read. NONE: its page was
   * read, or it is too late for that.
   */
  reason: 'NEW' | 'CHANGED' | 'UNREAD' | 'NONE'
  /** Whether what is saved of it is of its page. */
  hasPage: boolean
  /** First seen within the last day, or not saved yet. */
  isFresh: boolean
  /** What the page is asked for, to be saved with what it says. */
  documentHash: Buffer
}

/** An article as its feed has it. */
export type FeedText = KnownBy & Written

/** @returns an entry per text, in the order given */
export async function pageNeeds(db: Db, texts: readonly FeedText[]): Promise<PageNeed[]> {
  const known = await findKnown(db, texts, { lock: false })
  return texts.map((text) => {
    const documentHash = contentHash(text)
    const article = known.get(text)
    if (!article) return { reason: 'NEW', hasPage: false, isFresh: true, documentHash }
    const { documentHash: asked, isFresh } = article
    const hasPage = asked !== null
    const isSame = documentHash.equals(asked ?? article.contentHash)
    // Nothing that its page says changes it.
    if (article.isEdited) return { reason: 'NONE', hasPage, isFresh, documentHash }
    const reason = !isSame ? 'CHANGED' : hasPage || !isFresh ? 'NONE' : 'UNREAD'
    return { reason, hasPage, isFresh, documentHash }
  })
}

/** More than any feed lists of one day. */
const latest = 500

/** Whether articles of a source wait for their pages to be read, so that its feed is worth reading again. */
export async function hasUnreadPages(db: Db, sourceId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM (SELECT url, document_hash, ingested_at FROM article
      WHERE source_id = ${sourceId}::uuid ORDER BY feed_key DESC LIMIT ${latest}) AS a
    WHERE document_hash IS NULL AND ingested_at > now() - interval '1 day' AND url ~ '^https?:'
    LIMIT 1`)
  return rows.length > 0
}

/** An article whose page was read again, and said the same as before. */
export interface PageRead {
  articleId: string
  documentHash: Uint8Array
}

export async function notePagesRead(tx: Transaction, pages: readonly PageRead[]): Promise<void> {
  if (pages.length === 0) return
  const rows = pages.map(({ articleId, documentHash }) => {
    return { id: articleId, document_hash: asBytea(documentHash) }
  })
  await tx.$executeRaw(Prisma.sql`
    UPDATE article a SET document_hash = r.document_hash
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, document_hash bytea)
    WHERE a.id = r.id AND a.document_hash IS DISTINCT FROM r.document_hash`)
}
