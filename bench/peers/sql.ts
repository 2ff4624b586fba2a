import pg from 'pg'

import { type Asked, pageSize } from '../feed/shapes.ts'
import { databaseUrl, poolSize } from './serve.ts'

export interface ArticleRow {
  id: string
  source_id: string
  headline: string
  lead: string
  url: string
  language: string
  published_at: Date
}

export const pool = new pg.Pool({
  connectionString: databaseUrl,
  max: poolSize,
  options: '-c jit=off',
})

const names = new Map<string, string>()

/** Prepared once for each connection. */
export async function query<Row extends pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  let name = names.get(text)
  if (name === undefined) names.set(text, (name = `s${names.size}`))
  return (await pool.query<Row>({ name, text, values })).rows
}

const entity = (at: number) => `(SELECT id FROM entity WHERE slug = $${at})`
const topic = (at: number) => `(SELECT id FROM topic WHERE slug = $${at})`

/**
 * The articles of a page as a statement that walks the index of the first list asked for, in its order, and
 * probes for the others: what somebody writes who knows PostgreSQL and these filters beforehand.
 */
export function pageSql(asked: Asked, columns: string): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const value = (given: unknown) => values.push(given)
  const where: string[] = []
  const [actor, ...actors] = asked.actorsAll ?? []
  const topics = [...(asked.topicsAll ?? [])]
  let from = 'article w'
  let isArticle = true
  if (actor !== undefined) {
    from = 'mention w'
    isArticle = false
    where.push(`w.entity_id = ${entity(value(actor))}`)
  } else if (topics.length > 0) {
    from = 'article_topic w'
    isArticle = false
    where.push(`w.topic_id = ${topic(value(topics.shift()))}`)
  }
  const has = (table: string, condition: string) =>
    `EXISTS (SELECT FROM ${table} p WHERE p.feed_key = w.feed_key AND ${condition})`
  for (const slug of actors) where.push(has('mention', `p.entity_id = ${entity(value(slug))}`))
  for (const slug of topics) where.push(has('article_topic', `p.topic_id = ${topic(value(slug))}`))
  if (asked.actorsAny) {
    const ids = `ARRAY(SELECT id FROM entity WHERE slug = ANY($${value(asked.actorsAny)}))`
    where.push(has('mention', `p.entity_id = ANY(${ids})`))
  }
  for (const slug of asked.topicsNone ?? []) {
    where.push(`NOT ${has('article_topic', `p.topic_id = ${topic(value(slug))}`)}`)
  }
  if (asked.text !== undefined) {
    const at = value(asked.text)
    const found = ['english', 'german', 'simple'].map(
      (dictionary) =>
        `(p.dictionary = '${dictionary}' AND p.document @@ websearch_to_tsquery('${dictionary}', $${at}))`,
    )
    where.push(has('article_text', `(${found.join(' OR ')})`))
  }
  if (asked.after) where.push(`w.feed_key < $${value(asked.after.feedKey)}::bigint`)
  const keys = `SELECT w.* FROM ${from} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
    ORDER BY w.feed_key DESC LIMIT ${pageSize}`
  const join = isArticle ? '' : 'JOIN article a ON a.id = k.article_id'
  const text = `SELECT ${columns} FROM (${keys}) ${isArticle ? 'a' : `k ${join}`} ORDER BY a.feed_key DESC`
  return { text, values }
}

export async function articlesOf(asked: Asked): Promise<ArticleRow[]> {
  const { text, values } = pageSql(
    asked,
    'a.id, a.source_id, a.headline, a.lead, a.url, a.language, a.published_at',
  )
  return query<ArticleRow>(text, values)
}

/** Rows of lists, or single rows, for each id in the order given. */
export async function sourcesOf(ids: readonly string[]) {
  const rows = await query<{ id: string; slug: string; name: string }>(
    'SELECT id, slug, name FROM source WHERE id = ANY($1)',
    [ids],
  )
  return oneEach(ids, rows)
}

export async function takeawaysOf(ids: readonly string[]) {
  const rows = await query<{ article_id: string; text: string }>(
    'SELECT article_id, text FROM takeaway WHERE article_id = ANY($1) ORDER BY position',
    [ids],
  )
  return listEach(ids, rows)
}

export async function actorsOf(ids: readonly string[]) {
  const rows = await query<{
    article_id: string
    entity_id: string
    count: number
    about: boolean
  }>(
    `SELECT article_id, entity_id, count, about FROM mention WHERE article_id = ANY($1)
     ORDER BY salience DESC, entity_id`,
    [ids],
  )
  return listEach(ids, rows)
}

export async function entitiesOf(ids: readonly string[]) {
  const rows = await query<{ id: string; slug: string; name: string; kind: string }>(
    'SELECT id, slug, name, kind FROM entity WHERE id = ANY($1)',
    [ids],
  )
  return oneEach(ids, rows)
}

export async function articleTopicsOf(ids: readonly string[]) {
  const rows = await query<{ article_id: string; topic_id: string; score: number }>(
    `SELECT article_id, topic_id, score FROM article_topic WHERE article_id = ANY($1) AND direct
     ORDER BY score DESC, topic_id`,
    [ids],
  )
  return listEach(ids, rows)
}

export async function topicsOf(ids: readonly string[]) {
  const rows = await query<{ id: string; slug: string; label: string }>(
    'SELECT id, slug, label FROM topic WHERE id = ANY($1)',
    [ids],
  )
  return oneEach(ids, rows)
}

function oneEach<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id)!)
}

function listEach<Row extends { article_id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): Row[][] {
  const lists = new Map<string, Row[]>(ids.map((id) => [id, []]))
  for (const row of rows) lists.get(row.article_id)!.push(row)
  return ids.map((id) => lists.get(id)!)
}
