import { createFrequencies, type Frequencies, type Vector } from '@courant/enrich/similarity'
import { Prisma } from '@courant/prisma'

import type { Transaction } from '../transaction.ts'

/** When this many articles are counted, all counts are halved: what was common long ago fades. */
const mostArticles = 200_000

/** In how many articles the terms of these articles stand; the articles themselves are not counted yet. */
export async function readFrequencies(
  tx: Transaction,
  articles: number,
  terms: readonly Vector[],
): Promise<Frequencies> {
  const asked = [...new Set(terms.flatMap((vector) => [...vector.keys()]))]
  const rows = await tx.$queryRaw<{ term: number; articles: number }[]>(Prisma.sql`
    SELECT term, articles FROM term_frequency WHERE term = ANY(${asked}::int[])`)
  return createFrequencies({
    articles,
    counts: rows.map(({ term, articles }) => [term, articles] as const),
  })
}

/** Counts the terms of more articles. */
export async function countTerms(tx: Transaction, terms: readonly Vector[]): Promise<void> {
  if (terms.length === 0) return
  const all = terms.flatMap((vector) => [...vector.keys()])
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO term_frequency (term, articles)
    SELECT term, count(*) FROM unnest(${all}::int[]) AS term GROUP BY term
    ON CONFLICT (term) DO UPDATE SET articles = term_frequency.articles + excluded.articles`)
  const { articles } = await tx.storyProgress.update({
    where: { id: 1 },
    data: { articles: { increment: terms.length } },
  })
  if (articles < mostArticles) return
  await tx.storyProgress.update({ where: { id: 1 }, data: { articles: Math.floor(articles / 2) } })
  await tx.$executeRaw(Prisma.sql`DELETE FROM term_frequency WHERE articles < 2`)
  await tx.$executeRaw(Prisma.sql`UPDATE term_frequency SET articles = articles / 2`)
}
