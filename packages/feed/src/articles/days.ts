import { type Db, Prisma } from '@courant/prisma'

import { feedKeyFrom } from './feed-key.ts'

const dayInMs = 86_400_000
/** What one day is in feed keys. */
const dayInKeys = feedKeyFrom(new Date(dayInMs))

/** An article as a list of addresses needs it. */
export interface ListedArticle {
  id: string
  headline: string
  language: string
  publishedAt: Date
  /** When it last changed. */
  changedAt: Date
}

/**
 * The days on which anything was published, newest first, as their first moments in UTC. Leaps from day to
 * day through the index, however many articles one has.
 * @param limit days at most
 */
export async function articleDays(db: Db, limit: number): Promise<Date[]> {
  const dayOf = Prisma.sql`floor(feed_key::numeric / ${dayInKeys})::bigint`
  const rows = await db.$queryRaw<{ day: bigint }[]>(Prisma.sql`
    WITH RECURSIVE day (day) AS (
      (SELECT ${dayOf} FROM article ORDER BY feed_key DESC LIMIT 1)
      UNION ALL
      SELECT (
        SELECT ${dayOf} FROM article
        WHERE feed_key < day.day * ${dayInKeys}::bigint
        ORDER BY feed_key DESC LIMIT 1
      ) FROM day WHERE day.day IS NOT NULL
    )
    SELECT day FROM day WHERE day IS NOT NULL LIMIT ${limit}`)
  return rows.map(({ day }) => new Date(Number(day) * dayInMs))
}

/** The articles published from one moment until before another, newest first, so many at most. */
export async function articlesBetween(
  db: Db,
  from: Date,
  until: Date,
  limit: number,
): Promise<ListedArticle[]> {
  const rows = await db.article.findMany({
    where: { feedKey: { gte: feedKeyFrom(from), lt: feedKeyFrom(until) } },
    select: { id: true, headline: true, language: true, publishedAt: true, revisedAt: true },
    orderBy: { feedKey: 'desc' },
    take: limit,
  })
  return rows.map(({ revisedAt, ...row }) => ({ ...row, changedAt: revisedAt ?? row.publishedAt }))
}
