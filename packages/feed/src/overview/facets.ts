import type { ArticleFilter } from '@courant/filter'
import { type Db, type EntityKind, Prisma } from '@courant/prisma'

import { dateOfFeedKey } from '../articles/feed-key.ts'
import { CourantError } from '../errors.ts'
import { type ResolvedFilter, resolveFilter } from '../filter/resolve.ts'
import { readSize } from '../page.ts'
import { countedMatches } from './counted.ts'

type Sql = Prisma.Sql

/** As many of the newest matches as may be counted: above it, counts are of a sample. */
export const mostFaceted = 5_000

/** What the newest matches of a filter have in common. What is asked at once is counted in one statement. */
export interface Facets {
  /** Rows of the tables that `tablesOf` makes: a value, as text, and a count. */
  ask(rows: Sql): Promise<FacetRow[]>
}

interface FacetRow {
  value: string
  count: number
}

/** How many matches are counted. */
export interface FacetSample {
  articleCount: number
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
export async function facetsOf(
  db: Db,
  filter?: ArticleFilter | null,
  newest = mostFaceted,
): Promise<Facets> {
  if (!Number.isInteger(newest) || newest < 1 || newest > mostFaceted) {
    throw new CourantError('BAD_PAGE', `"newest" must be 1 to ${mostFaceted}.`, 'newest')
  }
  const resolved = await resolveFilter(db, filter)
  let asked: { parts: Sql[]; answers: Promise<FacetRow[][]> } | undefined
  return {
    async ask(rows) {
      asked ??= { parts: [], answers: Promise.resolve().then(answer) }
      const place = asked.parts.push(rows) - 1
      return (await asked.answers)[place]!
    },
  }

  async function answer(): Promise<FacetRow[][]> {
    const { parts } = asked!
    asked = undefined
    return readParts(db, resolved, newest, parts)
  }
}

async function readParts(
  db: Db,
  filter: ResolvedFilter,
  newest: number,
  parts: readonly Sql[],
): Promise<FacetRow[][]> {
  const { tables, most } = await countedMatches(db, filter, { enough: newest + 1 })
  const rows = await db.$queryRaw<(FacetRow & { part: number })[]>(Prisma.sql`
    ${tables}, ${tablesOf(newest, most)}
    ${Prisma.join(
      parts.map(
        (part, place) => Prisma.sql`SELECT ${place}::int AS part, * FROM (${part}) AS rows`,
      ),
      ' UNION ALL ',
    )}`)
  return parts.map((_, place) => rows.filter(({ part }) => part === place))
}

/** The matches that are counted, and what belongs to them. A table that no part reads is not made. */
function tablesOf(newest: number, most: number): Sql {
  return Prisma.sql`
    sample AS MATERIALIZED (SELECT feed_key FROM matched ORDER BY feed_key DESC LIMIT ${newest}),
    counted AS (
      SELECT (SELECT count(*) FROM sample) AS articles, (SELECT min(feed_key) FROM sample) AS since,
        (SELECT count(*) FROM looked) < ${most}::int
          AND (SELECT count(*) FROM matched) <= ${newest}::int AS exact),
    of_sample AS MATERIALIZED (
      SELECT a.id, a.source_id, a.language FROM sample JOIN article a USING (feed_key)),
    named AS MATERIALIZED (
      SELECT m.entity_id, count(*)::int AS count FROM of_sample a JOIN mention m ON m.article_id = a.id
      GROUP BY m.entity_id)`
}

/** How many matches are counted, and whether these are all. */
export async function sampleOf(facets: Facets): Promise<FacetSample> {
  const rows = await facets.ask(Prisma.sql`
    SELECT CASE WHEN exact THEN 'exact' ELSE 'cut' END AS value, articles::int AS count FROM counted
    UNION ALL SELECT since::text, 0 FROM counted WHERE since IS NOT NULL`)
  const counted = rows.find(({ value }) => value === 'exact' || value === 'cut')!
  const since = rows.find((row) => row !== counted)
  return {
    articleCount: counted.count,
    exact: counted.value === 'exact',
    since: since ? dateOfFeedKey(BigInt(since.value)) : null,
  }
}

/**
 * Who is named by most of the articles, of one kind or of any.
 * @throws {CourantError} BAD_PAGE
 */
export async function topActors(
  facets: Facets,
  { first, kind }: { first: number; kind?: EntityKind | null | undefined },
): Promise<Facet[]> {
  const ofKind = kind
    ? Prisma.sql`JOIN entity e ON e.id = n.entity_id AND e.kind = ${kind}::"EntityKind"`
    : Prisma.empty
  return top(facets, first, Prisma.sql`SELECT n.entity_id AS value, n.count FROM named n ${ofKind}`)
}

/**
 * What most of the articles are about; those that are about a topic below count as well.
 * @throws {CourantError} BAD_PAGE
 */
export async function topTopics(facets: Facets, { first }: { first: number }): Promise<Facet[]> {
  const topics = Prisma.sql`
    SELECT t.topic_id AS value, count(*) AS count
    FROM of_sample a JOIN article_topic t ON t.article_id = a.id GROUP BY t.topic_id`
  return top(facets, first, topics)
}

/**
 * Who published most of the articles.
 * @throws {CourantError} BAD_PAGE
 */
export async function topSources(facets: Facets, { first }: { first: number }): Promise<Facet[]> {
  const sources = Prisma.sql`
    SELECT source_id AS value, count(*) AS count FROM of_sample GROUP BY source_id`
  return top(facets, first, sources)
}

/**
 * Which languages most of the articles are in.
 * @throws {CourantError} BAD_PAGE
 */
export async function topLanguages(facets: Facets, { first }: { first: number }): Promise<Facet[]> {
  const languages = Prisma.sql`
    SELECT language AS value, count(*) AS count FROM of_sample GROUP BY language`
  return top(facets, first, languages)
}

/** @param values SQL that yields each value once, with its count */
async function top(facets: Facets, first: number, values: Sql): Promise<Facet[]> {
  const rows = await facets.ask(Prisma.sql`
    SELECT value::text AS value, count::int AS count FROM (
      SELECT value, count FROM (${values}) AS counted ORDER BY count DESC, value
      LIMIT ${readSize(first)}) AS most`)
  return rows
    .map(({ value, count }) => ({ value, articleCount: count }))
    .toSorted((a, b) => b.articleCount - a.articleCount || (a.value < b.value ? -1 : 1))
}
