import { Prisma } from '@courant/prisma'

import { feedKeyFrom } from '../articles/feed-key.ts'
import type { ResolvedFilter, ResolvedSet } from './resolve.ts'

type Sql = Prisma.Sql

/** A stretch of the feed: keys strictly between, walked from the newer end unless `ascending`. */
export interface Stretch {
  above?: bigint
  below?: bigint
  ascending: boolean
  limit: number
}

/** A posting list that every match stands in, so that walking it finds them all. */
export interface PostingList {
  kind: 'actor' | 'topic'
  id: string
}

/**
 * The posting lists that a filter's matches all stand in, one of which can drive the walk.
 * Choose the shortest: the walk costs about the page's size divided by the share of it that matches.
 */
export function drivingLists(filter: ResolvedFilter): PostingList[] {
  return [
    ...listsOf('actor', filter.actors),
    ...listsOf('topic', filter.topics),
    ...filter.AND.flatMap(drivingLists),
  ]
}

function listsOf(kind: PostingList['kind'], set: ResolvedSet): PostingList[] {
  const required = set.any?.length === 1 ? [...set.all, ...set.any] : set.all
  return required.map((id) => ({ kind, id }))
}

/**
 * SQL that yields the feed keys of the matches in a stretch, one column `feed_key`, in order.
 * Each list is walked in feed order by its own index with a limit, the other clauses are probes into
 * other indexes: the cost depends on the page and the selectivity, not on the number of articles.
 */
export function matchesInStretch(
  filter: ResolvedFilter,
  driver: PostingList | null,
  stretch: Stretch,
): Sql {
  if (driver) return walkPostings(driver, filter, stretch)

  const several = alternativeLists(filter)
  if (!several) return walk(Prisma.sql`article`, [], filter, stretch)

  const walks = several.map((list) => Prisma.sql`(${walkPostings(list, filter, stretch)})`)
  return Prisma.sql`
    SELECT DISTINCT feed_key FROM (${Prisma.join(walks, ' UNION ALL ')}) AS lists
    ORDER BY feed_key ${direction(stretch)} LIMIT ${stretch.limit}`
}

/** The lists of the first "any of several": every match stands in at least one of them. */
export function alternativeLists(filter: ResolvedFilter): PostingList[] | null {
  const { actors, topics, OR } = filter
  if (actors.any?.length) return actors.any.map((id) => ({ kind: 'actor', id }))
  if (topics.any?.length) return topics.any.map((id) => ({ kind: 'topic', id }))
  for (const part of filter.AND) {
    const lists = alternativeLists(part)
    if (lists) return lists
  }
  const ofEach = OR?.map((part) => drivingLists(part).slice(0, 1))
  return ofEach?.length && ofEach.every((lists) => lists.length > 0) ? ofEach.flat() : null
}

function walkPostings({ kind, id }: PostingList, filter: ResolvedFilter, stretch: Stretch): Sql {
  return kind === 'actor'
    ? walk(Prisma.sql`mention`, [Prisma.sql`d.entity_id = ${id}::uuid`], filter, stretch)
    : walk(Prisma.sql`article_topic`, [Prisma.sql`d.topic_id = ${id}::uuid`], filter, stretch)
}

function walk(table: Sql, own: Sql[], filter: ResolvedFilter, stretch: Stretch): Sql {
  const conditions = [
    ...own,
    ...(stretch.above === undefined ? [] : [Prisma.sql`d.feed_key > ${stretch.above}`]),
    ...(stretch.below === undefined ? [] : [Prisma.sql`d.feed_key < ${stretch.below}`]),
    condition(filter),
  ]
  return Prisma.sql`
    SELECT d.feed_key FROM ${table} d WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY d.feed_key ${direction(stretch)} LIMIT ${stretch.limit}`
}

function direction(stretch: Stretch): Sql {
  return stretch.ascending ? Prisma.sql`ASC` : Prisma.sql`DESC`
}

/** What the filter means, as a condition on the row `d` by its feed_key alone. */
export function condition(filter: ResolvedFilter): Sql {
  const { sources, languages, publishedAfter, publishedBefore, OR, NOT } = filter
  return and([
    ...setConditions(filter.actors, inMentions),
    ...setConditions(filter.topics, inTopics),
    ...setConditions(sources, (ids) => inArticle(Prisma.sql`a.source_id = ANY(${ids}::uuid[])`)),
    ...(languages ? [inArticle(Prisma.sql`a.language = ANY(${languages})`)] : []),
    ...(publishedAfter ? [Prisma.sql`d.feed_key >= ${feedKeyFrom(publishedAfter)}`] : []),
    ...(publishedBefore ? [Prisma.sql`d.feed_key < ${feedKeyFrom(publishedBefore)}`] : []),
    ...filter.AND.map(condition),
    ...(OR ? [or(OR.map(condition))] : []),
    ...(NOT ? [Prisma.sql`NOT ${condition(NOT)}`] : []),
  ])
}

function setConditions(set: ResolvedSet, within: (ids: readonly string[]) => Sql): Sql[] {
  return [
    ...set.all.map((id) => within([id])),
    ...(set.any ? [within(set.any)] : []),
    ...(set.none.length > 0 ? [Prisma.sql`NOT ${within(set.none)}`] : []),
  ]
}

// OFFSET 0 keeps the planner from turning a probe into a hash or merge join over a whole posting list,
// which it does when it underestimates how soon the page is full.

function inMentions(ids: readonly string[]): Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM mention m WHERE m.entity_id = ANY(${ids}::uuid[]) AND m.feed_key = d.feed_key OFFSET 0)`
}

function inTopics(ids: readonly string[]): Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM article_topic t WHERE t.topic_id = ANY(${ids}::uuid[]) AND t.feed_key = d.feed_key OFFSET 0)`
}

function inArticle(clause: Sql): Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM article a WHERE a.feed_key = d.feed_key AND ${clause} OFFSET 0)`
}

function and(clauses: Sql[]): Sql {
  return clauses.length > 0 ? Prisma.sql`(${Prisma.join(clauses, ' AND ')})` : Prisma.sql`TRUE`
}

function or(clauses: Sql[]): Sql {
  return clauses.length > 0 ? Prisma.sql`(${Prisma.join(clauses, ' OR ')})` : Prisma.sql`FALSE`
}
