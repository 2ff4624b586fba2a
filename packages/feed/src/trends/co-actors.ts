import { type Db, Prisma } from '@courant/prisma'

import { feedKeyFrom } from '../articles/feed-key.ts'
import { readSize } from '../page.ts'
import { type TimeWindow, windowStart } from './window.ts'

/** An actor that is named together with another. */
export interface CoActor {
  entityId: string
  /** How many articles name both. */
  articleCount: number
  /** How much more often than two that have nothing to do with each other. */
  score: number
}

/** The newest articles of an actor, whose other actors are counted. */
const mostArticles = 2_000
/** Those that come most often with it. */
const mostCandidates = 150
/** Two that met once may have met by chance. */
const fewestTogether = 2

/**
 * Who is named together with an actor more often than chance has it, the closest first, by the articles
 * of the window that ends now; of more than 2,000 by the newest.
 * @throws {CourantError} BAD_PAGE
 */
export async function coActorsOf(
  db: Db,
  entityId: string,
  { window, first, now = new Date() }: { window: TimeWindow; first: number; now?: Date },
): Promise<CoActor[]> {
  const size = readSize(first)
  const end = feedKeyFrom(now)
  const rows = await db.$queryRaw<
    { entityId: string; together: number; own: number; other: number; articles: number }[]
  >(Prisma.sql`
    WITH own AS MATERIALIZED (
      SELECT article_id, feed_key FROM mention
      WHERE entity_id = ${entityId}::uuid AND feed_key >= ${feedKeyFrom(windowStart(window, now))}
        AND feed_key < ${end}
      ORDER BY feed_key DESC LIMIT ${mostArticles}),
    extent AS MATERIALIZED (SELECT count(*)::int AS own, min(feed_key) AS since FROM own),
    everything AS MATERIALIZED (
      SELECT count(*)::int AS articles FROM article
      WHERE feed_key >= (SELECT since FROM extent) AND feed_key < ${end}),
    others AS MATERIALIZED (
      SELECT m.entity_id, count(*)::int AS together FROM own JOIN mention m USING (article_id)
      WHERE m.entity_id <> ${entityId}::uuid
      GROUP BY m.entity_id HAVING count(*) >= ${fewestTogether}
      ORDER BY count(*) DESC, m.entity_id LIMIT ${mostCandidates})
    SELECT o.entity_id AS "entityId", o.together, e.own,
      (SELECT count(*)::int FROM mention m
        WHERE m.entity_id = o.entity_id AND m.feed_key >= e.since AND m.feed_key < ${end}) AS other,
      everything.articles
    FROM others o CROSS JOIN extent e CROSS JOIN everything`)
  return rows
    .map(({ entityId: id, together, own, other, articles }) => ({
      entityId: id,
      articleCount: together,
      score: logLikelihoodRatio({ together, own, other, articles }),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.entityId < b.entityId ? -1 : 1))
    .slice(0, size)
}

/**
 * How surprising it is that two meet so often: the log-likelihood ratio of Dunning ("Accurate Methods for the
 * Statistics of Surprise and Coincidence", Computational Linguistics 19(1), 1993), negative where they meet
 * more seldom than chance has it.
 * @param counts articles that name both, the one, the other, and all there are
 */
export function logLikelihoodRatio(counts: {
  together: number
  own: number
  other: number
  articles: number
}): number {
  const { together, own, other, articles } = counts
  const rows = [own, articles - own]
  const columns = [other, articles - other]
  const cells = [
    [together, own - together],
    [other - together, articles - own - other + together],
  ]
  const terms = cells.flatMap((row, i) =>
    row.map((seen, j) => {
      const expected = (rows[i]! * columns[j]!) / articles
      return seen <= 0 ? 0 : seen * Math.log(seen / expected)
    }),
  )
  const ratio = 2 * terms.reduce((sum, term) => sum + term, 0)
  return together * articles >= own * other ? ratio : -ratio
}
