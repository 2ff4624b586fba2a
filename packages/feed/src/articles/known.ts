import { type Db, Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'
import { type ArticleDraft, contentHash, type KnownBy } from './draft.ts'

export interface KnownArticle {
  articleId: string
  revision: number
  contentHash: Uint8Array
  /** Of what its feed said when its page was asked for the text; null where no page was. */
  documentHash: Uint8Array | null
  feedKey: bigint
  /** First seen within the last day. */
  isFresh: boolean
}

/**
 * The articles that drafts are already saved as.
 * @param options.lock hold them until the transaction ends
 */
export async function findKnown<Draft extends KnownBy>(
  db: Db | Transaction,
  drafts: readonly Draft[],
  { lock }: { lock: boolean },
): Promise<Map<Draft, KnownArticle>> {
  if (drafts.length === 0) return new Map()
  const asked = drafts.map(({ sourceId, key, headline, matchHeadline }, position) => ({
    position,
    source_id: sourceId,
    key,
    headline: matchHeadline ? headline : null,
  }))
  const rows = await db.$queryRaw<(KnownArticle & { position: number })[]>(Prisma.sql`
    SELECT r.position, a.id AS "articleId", a.revision, a.content_hash AS "contentHash",
      a.document_hash AS "documentHash", a.feed_key AS "feedKey",
      a.ingested_at > now() - interval '1 day' AS "isFresh"
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      AS r(position int, source_id uuid, key text, headline text)
    JOIN article a ON a.source_id = r.source_id AND (a.key = r.key OR a.headline = r.headline)
    ORDER BY r.position, (a.key = r.key), a.feed_key
    ${lock ? Prisma.sql`FOR UPDATE OF a` : Prisma.empty}`)
  // The best match comes last and wins: the same key, else the newest article with the headline.
  return new Map(rows.map(({ position, ...article }) => [drafts[position]!, article]))
}

/**
 * Whether saving a draft would leave an article as it is: it reads the same, or it is what the feed said
 * when the article's text was taken from its page.
 */
export function isUnchanged(draft: ArticleDraft, article: KnownArticle): boolean {
  if (draft.keepKnown) return true
  const hash = contentHash(draft)
  const ofFeed = draft.documentHash ? null : article.documentHash
  return hash.equals(article.contentHash) || (ofFeed !== null && hash.equals(ofFeed))
}

/** The drafts that saving would add or make a revision of, as it looks now. */
export async function changedDrafts<Draft extends ArticleDraft>(
  db: Db,
  drafts: readonly Draft[],
): Promise<Draft[]> {
  const known = await findKnown(db, drafts, { lock: false })
  return drafts.filter((draft) => {
    const article = known.get(draft)
    return article === undefined || !isUnchanged(draft, article)
  })
}
