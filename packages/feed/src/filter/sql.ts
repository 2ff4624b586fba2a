import { Prisma } from '@courant/prisma'

import { feedKeyFrom } from '../articles/feed-key.ts'
import type { PostingList } from './cover.ts'
import { datesOf } from './dates.ts'
import type { ResolvedFilter, ResolvedSet, ResolvedText } from './resolve.ts'
import { walkPeriods } from './seldom.ts'
import { type AnyStretch, direction, limitFor, type Stretch, within } from './stretch.ts'
import { dictionaries } from './words.ts'

type Sql = Prisma.Sql

/**
 * SQL that yields the feed keys of the matches in a stretch, one column `feed_key`, in order.
 * Each list is walked in feed order by its own index with a limit, the other clauses are probes into
 * other indexes: the cost depends on the page and the selectivity, not on the number of articles.
 * @param cover lists that every match stands in one of; null to walk the whole feed
 */
export function matchesInStretch(
  filter: ResolvedFilter,
  cover: readonly PostingList[] | null,
  stretch: Stretch,
): Sql {
  return Prisma.sql`
    SELECT feed_key FROM (${walkAll(filter, cover, stretch)}) AS matches LIMIT ${stretch.limit}`
}

function walkAll(
  filter: ResolvedFilter,
  cover: readonly PostingList[] | null,
  stretch: Stretch,
): Sql {
  if (!cover) return walk(filter, null, stretch)
  const [first, ...others] = cover
  if (!first) return Prisma.sql`SELECT feed_key FROM article WHERE FALSE`
  if (first.kind === 'seldom') {
    return walkPeriods(first, stretch, (part) => walk(filter, first.walked, part))
  }
  if (others.length === 0) return walk(filter, first, stretch)
  const walks = cover.map((list) => Prisma.sql`(${walk(filter, list, stretch)})`)
  return Prisma.sql`
    SELECT DISTINCT feed_key FROM (${Prisma.join(walks, ' UNION ALL ')}) AS lists
    ORDER BY feed_key ${direction(stretch)} ${limitFor(stretch)}`
}

/**
 * Where a posting list is held, as a condition on the row `d`, or another, of a table.
 * @param bounds of the walk, on the row of the other one of two lists: nobody concludes that from what is asked of `d`
 */
export function postings(
  list: PostingList,
  row: Row = 'd',
  bounds: readonly Sql[] = [],
): { table: Sql; own: Sql } {
  const name = names[row]
  switch (list.kind) {
    case 'actor': {
      const own = Prisma.sql`${name}.entity_id = ${list.id}::uuid ${andSalience(row, list.salience)}`
      return { table: Prisma.sql`mention`, own }
    }
    case 'topic':
      return {
        table: Prisma.sql`article_topic`,
        own: Prisma.sql`${name}.topic_id = ${list.id}::uuid`,
      }
    case 'source':
      return { table: Prisma.sql`article`, own: Prisma.sql`${name}.source_id = ${list.id}::uuid` }
    case 'story':
      return { table: Prisma.sql`article`, own: Prisma.sql`${name}.story_id = ${list.id}::uuid` }
    case 'language':
      return { table: Prisma.sql`article`, own: Prisma.sql`${name}.language = ${list.id}` }
    case 'feed':
      return { table: Prisma.sql`article`, own: Prisma.sql`TRUE` }
    case 'seldom':
      return postings(list.walked, row, bounds)
    case 'text':
      return { table: Prisma.sql`article_text`, own: holdsText(row, list.text) }
    case 'merged': {
      const [one, other] = [postings(list.lists[0], 'd'), postings(list.lists[1], 'p')]
      const table = Prisma.sql`(
        SELECT d.feed_key FROM ${one.table} d JOIN ${other.table} p ON p.feed_key = d.feed_key
        WHERE ${and([one.own, other.own, ...bounds])})`
      return { table, own: Prisma.sql`TRUE` }
    }
  }
}

function walk(filter: ResolvedFilter, list: PostingList | null, stretch: AnyStretch): Sql {
  if (!list && filter.text) return walkTexts(filter, filter.text, stretch)
  const { table, own } = list
    ? postings(list, 'd', [...within(stretch, names.p), ...datesOf(filter, names.p)])
    : { table: Prisma.sql`article`, own: Prisma.sql`TRUE` }
  const isArticle = table.sql === 'article'
  const inStretch = and([own, ...within(stretch, names.d)])
  const meant = condition(filter, { isArticle, given: list })
  const order = Prisma.sql`ORDER BY d.feed_key ${direction(stretch)}`
  if (list?.kind !== 'text') {
    return Prisma.sql`SELECT d.feed_key FROM ${table} d WHERE ${inStretch} AND ${meant}
      ${order} ${limitFor(stretch)}`
  }
  // In the order of the feed the planner would look into every article for the words.
  return Prisma.sql`
    WITH found AS MATERIALIZED (SELECT d.feed_key FROM ${table} d WHERE ${inStretch})
    SELECT d.feed_key FROM (SELECT d.feed_key FROM found d ${order} OFFSET 0) AS d WHERE ${meant}
    ${order} ${limitFor(stretch)}`
}

/** The whole feed, by the texts themselves: words that many articles hold are soon met. */
function walkTexts(filter: ResolvedFilter, text: ResolvedText, stretch: AnyStretch): Sql {
  const given: PostingList = { kind: 'text', text }
  const { table, own } = postings(given)
  const order = Prisma.sql`ORDER BY d.feed_key ${direction(stretch)}`
  // OFFSET 0 keeps the planner from fetching all articles that hold the words.
  return Prisma.sql`
    SELECT d.feed_key FROM (
      SELECT d.feed_key, d.dictionary, d.document FROM ${table} d WHERE ${and(within(stretch, names.d))} ${order}
      OFFSET 0) AS d
    WHERE ${own} AND ${condition(filter, { isArticle: false, given })} ${limitFor(stretch)}`
}

/** Where a condition stands. */
export interface Place {
  /** The row `d` is an article, not a posting. */
  isArticle: boolean
  /** The list that is walked: what it holds need not be asked again. */
  given: PostingList | null
}

/** What the filter means, as a condition on the row `d`, which may be a posting with its feed_key alone. */
export function condition(filter: ResolvedFilter, place: Place): Sql {
  const { languages, salience, publishedAfter, publishedBefore, text, OR, NOT } = filter
  const { isArticle, given } = place
  const inArticle = (clause: (row: Sql) => Sql) =>
    isArticle ? clause(Prisma.sql`d`) : probe(Prisma.sql`article`, clause(Prisma.sql`p`))
  const givenIds = (kind: PostingList['kind']) =>
    listsIn(given).flatMap((list) =>
      list.kind === kind && 'id' in list && (list.kind !== 'actor' || list.salience === salience)
        ? [list.id]
        : [],
    )
  const without = (kind: PostingList['kind'], set: ResolvedSet): ResolvedSet => {
    const ids = givenIds(kind)
    return ids.length > 0 ? { ...set, all: set.all.filter((id) => !ids.includes(id)) } : set
  }
  const isGivenLanguage = (asked: readonly string[]) =>
    asked.length === 1 && givenIds('language').includes(asked[0]!)
  const elsewhere = { isArticle, given: null }
  return and([
    ...setConditions(without('actor', filter.actors), (ids) => inMentions(ids, salience)),
    ...setConditions(without('topic', filter.topics), inTopics),
    ...setConditions(without('source', filter.sources), (ids) =>
      inArticle((row) => isAmong(Prisma.sql`${row}.source_id`, ids)),
    ),
    ...setConditions(without('story', filter.stories), (ids) =>
      inArticle(
        (row) =>
          Prisma.sql`(${row}.story_id IS NOT NULL AND ${isAmong(Prisma.sql`${row}.story_id`, ids)})`,
      ),
    ),
    ...(languages && !isGivenLanguage(languages)
      ? [inArticle((row) => Prisma.sql`${row}.language = ANY(${languages})`)]
      : []),
    ...(publishedAfter ? [Prisma.sql`d.feed_key >= ${feedKeyFrom(publishedAfter)}`] : []),
    ...(publishedBefore ? [Prisma.sql`d.feed_key < ${feedKeyFrom(publishedBefore)}`] : []),
    ...filter.AND.map((part) => condition(part, place)),
    ...(OR ? [or(OR.map((part) => condition(part, elsewhere)))] : []),
    ...(NOT ? [Prisma.sql`NOT ${condition(NOT, elsewhere)}`] : []),
    // Last, for it reads the most.
    ...(text && !(given?.kind === 'text' && given.text === text)
      ? [probe(Prisma.sql`article_text`, holdsText('p', text))]
      : []),
  ])
}

function listsIn(given: PostingList | null): readonly PostingList[] {
  if (!given) return []
  if (given.kind === 'seldom') return listsIn(given.walked)
  return given.kind === 'merged' ? given.lists : [given]
}

function setConditions(set: ResolvedSet, within: (ids: readonly string[]) => Sql): Sql[] {
  return [
    ...set.all.map((id) => within([id])),
    ...(set.any ? [within(set.any)] : []),
    ...(set.none.length > 0 ? [Prisma.sql`NOT ${within(set.none)}`] : []),
  ]
}

/**
 * Whether a row `p` of the table belongs to the article of `d`. OFFSET 0 keeps the planner from turning a
 * probe into a hash or merge join over a whole posting list, which it does when it underestimates how soon
 * the page is full.
 */
function probe(table: Sql, clause: Sql): Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM ${table} p WHERE p.feed_key = d.feed_key AND ${clause} OFFSET 0)`
}

function inMentions(ids: readonly string[], salience: ResolvedFilter['salience']): Sql {
  const named = Prisma.sql`${isAmong(Prisma.sql`p.entity_id`, ids)} ${andSalience('p', salience)}`
  return probe(Prisma.sql`mention`, named)
}

function inTopics(ids: readonly string[]): Sql {
  return probe(Prisma.sql`article_topic`, isAmong(Prisma.sql`p.topic_id`, ids))
}

/**
 * Of an array that is an argument PostgreSQL assumes ten members: a probe for one looks ten times as dear as
 * it is, and what has a few of them is planned anew each time, or once in another order.
 */
function isAmong(column: Sql, ids: readonly string[]): Sql {
  const [id, ...others] = ids
  return id !== undefined && others.length === 0
    ? Prisma.sql`${column} = ${id}::uuid`
    : Prisma.sql`${column} = ANY(${ids}::uuid[])`
}

function andSalience(row: Row, salience: ResolvedFilter['salience']): Sql {
  if (salience === null) return Prisma.empty
  return Prisma.sql`AND ${names[row]}.about = ${salience === 'ABOUT'}`
}

/** Whether a row of article_text satisfies a text query; one that reads the same for all asks once. */
function holdsText(row: Row, text: ResolvedText): Sql {
  const name = names[row]
  const distinct = [...new Set(dictionaries.map((dictionary) => text[dictionary]))]
  const found = (query: string) => Prisma.sql`${name}.document @@ ${query}::tsquery`
  if (distinct.length === 1) return found(distinct[0]!)
  return or(
    distinct
      .filter((query) => query !== '')
      .map((query) => {
        const alike = dictionaries.filter((dictionary) => text[dictionary] === query)
        return Prisma.sql`(${found(query)} AND ${name}.dictionary = ANY(${alike}))`
      }),
  )
}

type Row = 'd' | 'p'
const names = { d: Prisma.sql`d`, p: Prisma.sql`p` }

function and(clauses: Sql[]): Sql {
  return clauses.length > 0 ? Prisma.sql`(${Prisma.join(clauses, ' AND ')})` : Prisma.sql`TRUE`
}

function or(clauses: Sql[]): Sql {
  return clauses.length > 0 ? Prisma.sql`(${Prisma.join(clauses, ' OR ')})` : Prisma.sql`FALSE`
}
