import { type Db, Prisma } from '@courant/prisma'

import { rowset } from '../rows.ts'
import type { Transaction } from '../transaction.ts'
import {
  type Authorship,
  contentHash,
  type KnownBy,
  type PageNotes,
  type Written,
} from './draft.ts'

export interface KnownArticle {
  articleId: string
  revision: number
  contentHash: Uint8Array
  /** Of what its feed said when its page was asked for the text; null where no page was. */
  documentHash: Uint8Array | null
  feedKey: bigint
  /** First seen within the last day. */
  isFresh: boolean
  /** An editor wrote it. */
  isEdited: boolean
}

/**
 * The articles that drafts are already saved as: by their key, else, for documents without an id of their
 * own, the newest of their source with their headline.
 * @param options.lock hold them until the transaction ends
 */
export async function findKnown<Draft extends KnownBy>(
  db: Db | Transaction,
  drafts: readonly Draft[],
  { lock }: { lock: boolean },
): Promise<Map<Draft, KnownArticle>> {
  const known = await findBy(db, drafts, 'key', lock)
  const others = drafts.filter((draft) => draft.matchHeadline && !known.has(draft))
  const moved = await findBy(db, others, 'headline', lock)
  return new Map([...known, ...moved])
}

/** One at a time: an index has the keys, and a search for either would not walk it. */
async function findBy<Draft extends KnownBy>(
  db: Db | Transaction,
  drafts: readonly Draft[],
  by: 'key' | 'headline',
  lock: boolean,
): Promise<Map<Draft, KnownArticle>> {
  if (drafts.length === 0) return new Map()
  const asked = rowset(
    drafts.map((draft, position) => ({ position, source_id: draft.sourceId, text: draft[by] })),
    { position: 'int', source_id: 'uuid', text: 'text' },
  )
  const rows = await db.$queryRaw<(KnownArticle & { position: number })[]>(Prisma.sql`
    SELECT r.position, a.id AS "articleId", a.revision, a.content_hash AS "contentHash",
      a.document_hash AS "documentHash", a.feed_key AS "feedKey",
      a.ingested_at > now() - interval '1 day' AS "isFresh", a.edited_at IS NOT NULL AS "isEdited"
    FROM ${asked} JOIN article a ON a.source_id = r.source_id
      AND ${by === 'key' ? Prisma.sql`a.key` : Prisma.sql`a.headline`} = r.text
    ORDER BY r.position, a.feed_key
    ${lock ? Prisma.sql`FOR UPDATE OF a` : Prisma.empty}`)
  // The newest comes last and wins.
  return new Map(rows.map(({ position, ...article }) => [drafts[position]!, article]))
}

/**
 * Whether saving a draft would leave an article as it is: it reads the same, or it is what the feed said
 * when the article's text was taken from its page; or an editor wrote the article, and not this draft.
 */
export function isUnchanged(
  draft: Written & PageNotes & Authorship,
  article: KnownArticle,
): boolean {
  if (draft.keepKnown || (article.isEdited && !draft.byEditor)) return true
  const hash = contentHash(draft)
  const ofFeed = draft.documentHash ? null : article.documentHash
  return hash.equals(article.contentHash) || (ofFeed !== null && hash.equals(ofFeed))
}

/** A text that is not enriched yet. */
export type PlainText = KnownBy & Written & PageNotes

/** Which of these texts saving would leave as they are saved, as it looks now, with the articles they are. */
export async function unchangedArticles<Text extends PlainText>(
  db: Db,
  texts: readonly Text[],
): Promise<Map<Text, KnownArticle>> {
  const known = await findKnown(db, texts, { lock: false })
  return new Map([...known].filter(([text, article]) => isUnchanged(text, article)))
}
