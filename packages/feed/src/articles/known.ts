import { type Db, Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'
import { type ArticleDraft, contentHash } from './draft.ts'

export interface KnownArticle {
  articleId: string
  revision: number
  contentHash: Uint8Array
  feedKey: bigint
}

/**
 * The articles that drafts are already saved as.
 * @param options.lock hold them until the transaction ends
 */
export async function findKnown(
  db: Db | Transaction,
  drafts: readonly ArticleDraft[],
  { lock }: { lock: boolean },
): Promise<Map<ArticleDraft, KnownArticle>> {
  if (drafts.length === 0) return new Map()
  const asked = drafts.map(({ sourceId, key, headline, matchHeadline }, position) => ({
    position,
    source_id: sourceId,
    key,
    headline: matchHeadline ? headline : null,
  }))
  const rows = await db.$queryRaw<(KnownArticle & { position: number })[]>(Prisma.sql`
    SELECT r.position, a.id AS "articleId", a.revision, a.content_hash AS "contentHash",
      a.feed_key AS "feedKey"
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      AS r(position int, source_id uuid, key text, headline text)
    JOIN article a ON a.source_id = r.source_id AND (a.key = r.key OR a.headline = r.headline)
    ORDER BY r.position, (a.key = r.key), a.feed_key
    ${lock ? Prisma.sql`FOR UPDATE OF a` : Prisma.empty}`)
  // The best match comes last and wins: the same key, else the newest article with the headline.
  return new Map(rows.map(({ position, ...article }) => [drafts[position]!, article]))
}

/** The drafts that saving would add or make a revision of, as it looks now. */
export async function changedDrafts<Draft extends ArticleDraft>(
  db: Db,
  drafts: readonly Draft[],
): Promise<Draft[]> {
  const known = await findKnown(db, drafts, { lock: false })
  return drafts.filter((draft) => {
    const article = known.get(draft)
    return article === undefined || !contentHash(draft).equals(article.contentHash)
  })
}
