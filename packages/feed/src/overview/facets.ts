import type { ArticleFilter } from '@courant/filter'
import { type Db, type EntityKind, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { dateOfFeedKey } from '../articles/feed-key.ts'
import { resolveFilter } from '../filter/resolve.ts'
import { readSize } from '../page.ts'
import { countedMatches } from './counted.ts'

/** As many of the newest matches as may be counted: above it, counts are of a sample. */
export const mostFaceted = 5_000

/** The newest matches of a filter, of which its facets are counted. */
export interface FacetSample {
  articleIds: readonly string[]
  /** Of each article. */
  sourceIds: readonly string[]
  /** Of each article. */
  languages: readonly string[]
  /** There are no other matches. */
  exact: boolean
  /** When the oldest of them was published; null of none. */
  since: Date | null
}

/** Something that matches have in common, and how many of them. */
export interface Facet {
  /** An id; of languages the code. */
  value: string
  articleCount: number
}

/**
 * @param newest how many of the newest matches are counted, 1 to 5,000; the time that it takes goes with it
 * @throws {CourantError} BAD_FILTER, UNKNOWN_ACTOR, UNKNOWN_TOPIC, UNKNOWN_SOURCE, BAD_PAGE
 */
export async function facetSample(
  db: Db,
  filter?: ArticleFilter | null,
  newest = mostFaceted,
): Promise<FacetSample> {
  if (!Number.isInteger(newest) || newest < 1 || newest > mostFaceted) {
    throw new CourantError('BAD_PAGE', `"newest" must be 1 to ${mostFaceted}.`, 'newest')
  }
  const { tables, most } = await countedMatches(db, await resolveFilter(db, filter), {
    enough: newest + 1,
  })
  const [row] = await db.$queryRaw<
    {
      looked: number
      matched: number
      since: bigint | null
      articleIds: string[]
      sourceIds: string[]
      languages: string[]
    }[]
  >(Prisma.sql`
    ${tables}, sample AS MATERIALIZED (
      SELECT feed_key FROM matched ORDER BY feed_key DESC LIMIT ${newest})
    SELECT (SELECT count(*)::int FROM looked) AS looked, (SELECT count(*)::int FROM matched) AS matched,
      min(a.feed_key) AS since, coalesce(array_agg(a.id), '{}') AS "articleIds",
      coalesce(array_agg(a.source_id), '{}') AS "sourceIds",
      coalesce(array_agg(a.language), '{}') AS languages
    FROM sample JOIN article a USING (feed_key)`)
  const { looked, matched, since, ...articles } = row!
  return {
    ...articles,
    exact: looked < most && matched <= newest,
    since: since === null ? null : dateOfFeedKey(since),
  }
}

/**
 * Who is named by most of the articles, of one kind or of any.
 * @throws {CourantError} BAD_PAGE
 */
export async function topActors(
  db: Db,
  { articleIds }: FacetSample,
  { first, kind }: { first: number; kind?: EntityKind | null | undefined },
): Promise<Facet[]> {
  const ofKind = kind
    ? Prisma.sql`AND EXISTS (
        SELECT FROM entity e WHERE e.id = m.entity_id AND e.kind = ${kind}::"EntityKind")`
    : Prisma.empty
  return db.$queryRaw<Facet[]>(Prisma.sql`
    SELECT m.entity_id AS value, count(*)::int AS "articleCount" FROM mention m
    WHERE m.article_id = ANY(${[...articleIds]}::uuid[]) ${ofKind}
    GROUP BY m.entity_id ORDER BY count(*) DESC, m.entity_id LIMIT ${readSize(first)}`)
}

/**
 * What most of the articles are about; those that are about a topic below count as well.
 * @throws {CourantError} BAD_PAGE
 */
export async function topTopics(
  db: Db,
  { articleIds }: FacetSample,
  { first }: { first: number },
): Promise<Facet[]> {
  return db.$queryRaw<Facet[]>(Prisma.sql`
    SELECT topic_id AS value, count(*)::int AS "articleCount" FROM article_topic
    WHERE article_id = ANY(${[...articleIds]}::uuid[])
    GROUP BY topic_id ORDER BY count(*) DESC, topic_id LIMIT ${readSize(first)}`)
}

/**
 * Which of some values come most often, such as `sourceIds` of a sample.
 * @throws {CourantError} BAD_PAGE
 */
export function topValues(values: readonly string[], { first }: { first: number }): Facet[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, articleCount]) => ({ value, articleCount }))
    .toSorted((a, b) => b.articleCount - a.articleCount || (a.value < b.value ? -1 : 1))
    .slice(0, readSize(first))
}
