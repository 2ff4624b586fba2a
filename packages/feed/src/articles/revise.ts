import { Prisma } from '@courant/prisma'

import { type ArticleDraft, asBytea, contentHash } from './draft.ts'
import type { PlacedDraft } from './parts.ts'
import { asKept } from './revisions.ts'
import type { Transaction } from '../transaction.ts'

/**
 * Keeps how the articles read so far, takes their parts away and writes the new headlines and leads.
 * The parts of the new revision are inserted by the caller. Their place in the feed stays.
 * @param revisions the drafts that become the next revisions; `revision` is the new one
 */
export async function reviseArticles(
  tx: Transaction,
  revisions: readonly PlacedDraft[],
): Promise<void> {
  if (revisions.length === 0) return
  const ids = revisions.map(({ articleId }) => articleId)
  await keepRevisions(tx, revisions)
  await takePartsAway(tx, ids)
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
    by_editor: draft.byEditor ?? false,
  }))
  await tx.$executeRaw(Prisma.sql`
    UPDATE article a SET revision = r.revision, url = r.url, headline = r.headline, lead = r.lead,
      byline = r.byline, language = r.language, image_url = r.image_url, stated_at = r.stated_at,
      content_hash = r.content_hash, document_hash = r.document_hash, revised_at = now(),
      edited_at = CASE WHEN r.by_editor THEN now() ELSE a.edited_at END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, revision int, url text,
      headline text, lead text, byline text, language text, image_url text, stated_at timestamptz,
      content_hash bytea, document_hash bytea, by_editor boolean)
    WHERE a.id = r.id`)
}

/** Keeps how articles read, with which of it their drafts change. */
async function keepRevisions(tx: Transaction, revisions: readonly PlacedDraft[]): Promise<void> {
  const next = revisions.map(({ draft, articleId }) => ({ id: articleId, ...writtenIn(draft) }))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO article_revision (article_id, revision, headline, lead, byline, image_url, sections,
      takeaways, content_hash, changed)
    SELECT a.id, a.revision, a.headline, a.lead, a.byline, a.image_url, kept.sections, kept.takeaways,
      a.content_hash, array_remove(ARRAY[
        CASE WHEN a.headline <> r.headline THEN 'headline' END,
        CASE WHEN a.lead <> r.lead THEN 'lead' END,
        CASE WHEN a.byline IS DISTINCT FROM r.byline THEN 'byline' END,
        CASE WHEN a.image_url IS DISTINCT FROM r.image_url THEN 'image' END,
        CASE WHEN kept.sections <> r.sections THEN 'sections' END,
        CASE WHEN jsonb_path_query_array(kept.takeaways, '$[*] ? (@.origin == "PUBLISHER").text')
          <> r.takeaways THEN 'takeaways' END], NULL)
    FROM jsonb_to_recordset(${JSON.stringify(next)}::jsonb) AS r(id uuid, headline text, lead text,
        byline text, image_url text, sections jsonb, takeaways jsonb)
      JOIN article a ON a.id = r.id CROSS JOIN LATERAL (${asKept}) AS kept`)
}

/** What the publisher wrote, in the form in which revisions are kept. */
function writtenIn({ headline, lead, byline, imageUrl, sections, takeaways }: ArticleDraft) {
  return {
    headline,
    lead,
    byline,
    image_url: imageUrl,
    sections: sections.map(({ crosshead, paragraphs }) => ({ crosshead, paragraphs })),
    takeaways: takeaways.filter(({ origin }) => origin === 'PUBLISHER').map(({ text }) => text),
  }
}

async function takePartsAway(tx: Transaction, articleIds: readonly string[]): Promise<void> {
  const ofThem = Prisma.sql`WHERE article_id = ANY(${[...articleIds]}::uuid[])`
  await tx.$executeRaw(Prisma.sql`
    WITH sections AS (DELETE FROM section ${ofThem}),
      texts AS (DELETE FROM article_text ${ofThem}),
      takeaways AS (DELETE FROM takeaway ${ofThem}),
      mentions AS (DELETE FROM mention ${ofThem}),
      found AS (DELETE FROM found_mention ${ofThem}),
      candidates AS (DELETE FROM candidate ${ofThem})
    DELETE FROM article_topic ${ofThem}`)
}
