import { type Db, Prisma, type TakeawayOrigin } from '@courant/prisma'

import { collect } from '../collect.ts'
import type { RevisedField, RevisionContent } from './diff.ts'
import type { DraftSection } from './draft.ts'

/** How an article read for a time. */
export interface Revision {
  articleId: string
  /** Counts from 1. */
  revision: number
  content: RevisionContent
  /** When it was first seen to read like this. */
  heldFrom: Date
  /** When it was seen to read otherwise; null for how it reads now. */
  heldUntil: Date | null
  /** What it changed of the revision before it; empty for the first. */
  changed: RevisedField[]
}

/** The body and the takeaways of an article `a`, in the form in which its revisions are kept. */
export const asKept = Prisma.sql`
  SELECT
    COALESCE((SELECT jsonb_agg(jsonb_build_object('crosshead', s.crosshead, 'paragraphs', s.paragraphs)
        ORDER BY s.position) FROM section s WHERE s.article_id = a.id), '[]') AS sections,
    COALESCE((SELECT jsonb_agg(to_jsonb(t) - 'article_id' ORDER BY t.position)
        FROM takeaway t WHERE t.article_id = a.id), '[]') AS takeaways`

interface KeptTakeaway {
  text: string
  origin: TakeawayOrigin
  model: string | null
  evidence_quote: string | null
  evidence_section: number | null
  evidence_paragraph: number | null
  evidence_start: number
  evidence_end: number
  evidence_revision: number
}

interface Row extends Omit<Revision, 'content'> {
  headline: string
  lead: string
  byline: string | null
  imageUrl: string | null
  sections: DraftSection[]
  takeaways: KeptTakeaway[]
}

/** All revisions, oldest first, how the article reads now being the last, by article id. */
export async function revisionsOf(
  db: Db,
  articleIds: readonly string[],
): Promise<Map<string, Revision[]>> {
  // In one statement: an article that is revised in between would else be there half old, half new.
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    WITH version AS (
      SELECT article_id, revision, headline, lead, byline, image_url, sections, takeaways, changed,
        replaced_at
      FROM article_revision WHERE article_id = ANY(${[...articleIds]}::uuid[])
      UNION ALL
      SELECT a.id, a.revision, a.headline, a.lead, a.byline, a.image_url, kept.sections, kept.takeaways,
        '{}', NULL
      FROM article a CROSS JOIN LATERAL (${asKept}) AS kept
      WHERE a.id = ANY(${[...articleIds]}::uuid[]))
    SELECT v.article_id AS "articleId", v.revision, v.headline, v.lead, v.byline,
      v.image_url AS "imageUrl", v.sections, v.takeaways,
      COALESCE(lag(v.replaced_at) OVER earlier, a.ingested_at) AS "heldFrom",
      v.replaced_at AS "heldUntil", COALESCE(lag(v.changed) OVER earlier, '{}') AS changed
    FROM version v JOIN article a ON a.id = v.article_id
    WINDOW earlier AS (PARTITION BY v.article_id ORDER BY v.revision)
    ORDER BY v.article_id, v.revision`)
  return collect(rows, ({ articleId }) => articleId, revisionOf)
}

function revisionOf({
  headline,
  lead,
  byline,
  imageUrl,
  sections,
  takeaways,
  ...revision
}: Row): Revision {
  const content = {
    headline,
    lead,
    byline,
    imageUrl,
    sections,
    takeaways: takeaways.map(takeawayOf),
  }
  return { ...revision, content }
}

function takeawayOf({ text, origin, model, ...kept }: KeptTakeaway) {
  const evidence =
    kept.evidence_quote === null
      ? null
      : {
          quote: kept.evidence_quote,
          section: kept.evidence_section,
          paragraph: kept.evidence_paragraph,
          start: kept.evidence_start,
          end: kept.evidence_end,
          revision: kept.evidence_revision,
        }
  return { text, origin, model, evidence }
}
