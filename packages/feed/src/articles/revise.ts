import { Prisma } from '@courant/prisma'

import { asBytea, contentHash } from './draft.ts'
import type { PlacedDraft } from './parts.ts'
import type { Transaction } from '../transaction.ts'

/** A draft that becomes the next revision of an article; `revision` is the new one. */
export type Revision = PlacedDraft

/**
 * Keeps how the articles read so far, takes their parts away and writes the new headlines and leads.
 * The parts of the new revision are inserted by the caller. Their place in the feed stays.
 */
export async function reviseArticles(
  tx: Transaction,
  revisions: readonly Revision[],
): Promise<void> {
  if (revisions.length === 0) return
  const ids = revisions.map(({ articleId }) => articleId)
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO article_revision
      (article_id, revision, headline, lead, byline, sections, takeaways, content_hash)
    SELECT a.id, a.revision, a.headline, a.lead, a.byline,
      COALESCE((SELECT jsonb_agg(jsonb_build_object(
          'crosshead', s.crosshead, 'paragraphs', s.paragraphs) ORDER BY s.position)
        FROM section s WHERE s.article_id = a.id), '[]'),
      COALESCE((SELECT jsonb_agg(to_jsonb(t) - 'article_id' ORDER BY t.position)
        FROM takeaway t WHERE t.article_id = a.id), '[]'),
      a.content_hash
    FROM article a WHERE a.id = ANY(${ids}::uuid[])`)
  const whereRevised = { where: { articleId: { in: ids } } }
  await tx.section.deleteMany(whereRevised)
  await tx.takeaway.deleteMany(whereRevised)
  await tx.mention.deleteMany(whereRevised)
  await tx.foundMention.deleteMany(whereRevised)
  await tx.candidate.deleteMany(whereRevised)
  await tx.articleTopic.deleteMany(whereRevised)
  const rows = revisions.map(({ draft, articleId, revision }) => ({
    id: articleId,
    revision,
    url: draft.url,
    headline: draft.headline,
    lead: draft.lead,
    byline: draft.byline,
    language: draft.language,
    image_url: draft.imageUrl,
    stated_at: draft.statedAt,
    content_hash: asBytea(contentHash(draft)),
    document_hash: draft.documentHash ? asBytea(draft.documentHash) : null,
  }))
  await tx.$executeRaw(Prisma.sql`
    UPDATE article a SET revision = r.revision, url = r.url, headline = r.headline, lead = r.lead,
      byline = r.byline, language = r.language, image_url = r.image_url, stated_at = r.stated_at,
      content_hash = r.content_hash, document_hash = r.document_hash, revised_at = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, revision int, url text,
      headline text, lead text, byline text, language text, image_url text, stated_at timestamptz,
      content_hash bytea, document_hash bytea)
    WHERE a.id = r.id`)
}
