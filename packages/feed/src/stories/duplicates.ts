import {
  DUPLICATE_WINDOW,
  fingerprint,
  groupDuplicates,
  MOST_COMPARED,
} from '@courant/enrich/similarity'
import { Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'
import { type GroupedArticle, textsOf } from './texts.ts'

/** The group an article belongs to by its text: the id of the first article that carries it. */
export type TextGroups = ReadonlyMap<string, string>

/**
 * Finds the articles that carry the same text as one of these, among themselves and in the database, by
 * their fingerprints and then word by word.
 * @returns the group of each article that is not alone; of those found too, where they had none
 */
export async function findTextGroups(
  tx: Transaction,
  articles: readonly GroupedArticle[],
): Promise<TextGroups> {
  const earlier = await textsOf(tx, await candidateIds(tx, articles))
  const compared = [...earlier, ...articles]
  const groups = new Map<string, string>()
  for (const [place, first] of groupDuplicates(compared).entries()) {
    const article = compared[place]
    const head = compared[first]
    if (!article || !head || article === head) continue
    const group = head.textGroupId ?? groups.get(head.id) ?? head.id
    groups.set(head.id, group)
    if (place >= earlier.length) groups.set(article.id, group)
  }
  return groups
}

/** Articles that share a band with one of these, the likeliest and the earliest first. */
async function candidateIds(
  tx: Transaction,
  articles: readonly GroupedArticle[],
): Promise<string[]> {
  const bands = articles.flatMap((article) =>
    bandRows(article).map(({ band, publishedAt }) => ({
      article_id: article.id,
      band,
      earliest: new Date(publishedAt.getTime() - DUPLICATE_WINDOW),
      latest: new Date(publishedAt.getTime() + DUPLICATE_WINDOW),
    })),
  )
  const own = articles.map(({ id }) => id)
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT other AS id FROM (
      SELECT f.article_id AS other, min(f.created_at) AS seen,
        row_number() OVER (PARTITION BY b.article_id ORDER BY count(*) DESC, f.article_id) AS rank
      FROM jsonb_to_recordset(${JSON.stringify(bands)}::jsonb)
        AS b(article_id uuid, band int, earliest timestamptz, latest timestamptz)
      CROSS JOIN LATERAL (
        SELECT article_id, created_at FROM fingerprint_band f
        WHERE f.band = b.band AND f.published_at BETWEEN b.earliest AND b.latest
        ORDER BY f.published_at DESC LIMIT ${MOST_COMPARED}) f
      WHERE f.article_id <> ALL(${own}::uuid[])
      GROUP BY b.article_id, f.article_id) AS ranked
    WHERE rank <= ${MOST_COMPARED}
    GROUP BY other ORDER BY min(seen), other`)
  return rows.map(({ id }) => id)
}

/** Writes the fingerprints by which later articles find these; those they had are replaced. */
export async function writeFingerprints(
  tx: Transaction,
  articles: readonly GroupedArticle[],
): Promise<void> {
  const ids = articles.map(({ id }) => id)
  await tx.fingerprintBand.deleteMany({ where: { articleId: { in: ids } } })
  await tx.fingerprintBand.createMany({ data: articles.flatMap(bandRows), skipDuplicates: true })
}

/** PostgreSQL's integers have a sign. */
function bandRows(article: GroupedArticle) {
  const { id, publishedAt } = article
  return fingerprint(article).bands.map((band) => ({ band: band | 0, articleId: id, publishedAt }))
}
