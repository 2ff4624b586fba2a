import { type Db, Prisma, type TakeawayOrigin } from '@courant/prisma'

import { collect } from '../collect.ts'
import { instanceSecret, readCursor, signCursor } from '../cursor.ts'
import { countedWhole, type CountedPage, makePage, type PageRequest, readWalk } from '../page.ts'
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
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    ${revisionsSql(articleIds)} ORDER BY v.article_id, v.revision`)
  return collect(rows, ({ articleId }) => articleId, revisionOf)
}

/**
 * One page of the revisions of an article, newest first: how it reads now comes first.
 * @throws {CourantError} BAD_PAGE, BAD_CURSOR
 */
export async function revisionPage(
  db: Db,
  articleId: string,
  request: PageRequest,
): Promise<CountedPage<Revision>> {
  const walk = readWalk(request)
  const secret = await instanceSecret(db)
  const list = `revisions ${articleId}`
  const bound = (cursor: string | null | undefined, field: string, comparison: Prisma.Sql) => {
    if (cursor == null) return Prisma.empty
    const [revision] = readCursor(secret, list, cursor, field)
    return Prisma.sql`AND revision ${comparison} ${Number(revision)}`
  }
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT * FROM (${revisionsSql([articleId])}) AS told WHERE TRUE
      ${bound(request.after, 'after', Prisma.sql`<`)}
      ${bound(request.before, 'before', Prisma.sql`>`)}
    ORDER BY revision ${walk.backward ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT ${walk.size + 1}`)
  const page = makePage(request, walk, rows.map(revisionOf), ({ revision }) =>
    signCursor(secret, list, [String(revision)]),
  )
  // How it reads now is kept with the article itself.
  const count = async () => 1 + (await db.articleRevision.count({ where: { articleId } }))
  return { ...page, count: countedWhole(count) }
}

/** Names a revision of an article. */
export const revisionKey = (articleId: string, revision: number): string =>
  `${articleId} ${revision}`

/** How articles read in these revisions, by `revisionKey`; those that there are not have no entry. */
export async function revisionsByKey(
  db: Db,
  keys: readonly string[],
): Promise<Map<string, Revision>> {
  const wanted = keys.map((key) => key.split(' ') as [string, string])
  const articleIds = [...new Set(wanted.map(([articleId]) => articleId))]
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    SELECT told.* FROM (${revisionsSql(articleIds)}) AS told
    JOIN unnest(${wanted.map(([articleId]) => articleId)}::uuid[],
      ${wanted.map(([, revision]) => Number(revision))}::int[]) AS wanted(article_id, revision)
      ON wanted.article_id = told."articleId" AND wanted.revision = told.revision`)
  return new Map(
    rows.map((row) => [revisionKey(row.articleId, row.revision), revisionOf(row)] as const),
  )
}

// In one statement: an article that is revised in between would else be there half old, half new.
function revisionsSql(articleIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`
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
    WINDOW earlier AS (PARTITION BY v.article_id ORDER BY v.revision)`
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
