import type { ArticleFilter } from '@courant/filter'
import { Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { shortestCover } from './lengths.ts'
import { resolveFilter } from './resolve.ts'
import { matchesInStretch } from './sql.ts'
import type { Stretch } from './stretch.ts'

const articles = 20_000
const actors = 60
const topics = 30
/** In the order of the feed; article n is the nth. */
const keyOf = (n: number) => BigInt(n) << 20n

let test: TestDb
beforeAll(async () => {
  test = await createTestDb()
  const id = (kind: string, n: Prisma.Sql) =>
    Prisma.sql`(${kind} || '0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
  const articleId = id('a', Prisma.sql`n`)
  const fill = [
    Prisma.sql`
      INSERT INTO source (id, slug, name) SELECT ${id('5', Prisma.sql`i`)}, 's' || i, 'Source ' || i
      FROM generate_series(1, 40) AS i`,
    Prisma.sql`
      INSERT INTO entity (id, slug, name, kind) SELECT ${id('e', Prisma.sql`i`)}, 'e' || i, 'Entity ' || i, 'PERSON'
      FROM generate_series(1, ${actors}::int) AS i`,
    Prisma.sql`
      INSERT INTO topic (id, code, slug, label, label_de)
      SELECT ${id('c', Prisma.sql`i`)}, lpad(i::text, 8, '0'), 't' || i, 'Topic ' || i, 'Thema ' || i
      FROM generate_series(1, ${topics}::int) AS i`,
    Prisma.sql`
      INSERT INTO article (id, source_id, key, url, headline, lead, language, published_at, content_hash, feed_key)
      SELECT ${articleId}, ${id('5', Prisma.sql`1 + n % 40`)}, n::text, 'https://gazette.example/', 'Headline', 'Lead',
        CASE n % 3 WHEN 0 THEN 'de' ELSE 'en' END, to_timestamp(n / 1000.0), '', n::bigint << 20
      FROM generate_series(1, ${articles}::int) AS n`,
    // Actor i is named by every (i + 1)th article, and topic i is that of every (i + 1)th, of others.
    Prisma.sql`
      INSERT INTO mention (article_id, entity_id, feed_key, count, salience, about, method, confidence, spans)
      SELECT ${articleId}, ${id('e', Prisma.sql`i`)}, n::bigint << 20, 1, 0.5, n % 2 = 0, 'ALIAS', 1, '[]'
      FROM generate_series(1, ${actors}::int) AS i, generate_series(i + 1, ${articles}::int, i + 1) AS n`,
    Prisma.sql`
      INSERT INTO article_topic (article_id, topic_id, feed_key, score, cues)
      SELECT ${articleId}, ${id('c', Prisma.sql`i`)}, n::bigint << 20, 1, '{}'
      FROM generate_series(1, ${topics}::int) AS i, generate_series(1, ${articles}::int, i + 1) AS n`,
    Prisma.sql`
      INSERT INTO article_text (article_id, feed_key, dictionary, document)
      SELECT ${articleId}, n::bigint << 20, 'english',
        to_tsvector('english', 'minister' || CASE WHEN n % 400 = 0 THEN ' volcano' ELSE '' END)
      FROM generate_series(1, ${articles}::int) AS n`,
    Prisma.sql`ANALYZE source, entity, topic, article, mention, article_topic, article_text`,
  ]
  for (const statement of fill) await test.db.$executeRaw(statement)
}, 60_000)
afterAll(() => test.close())

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

function scansIn(node: PlanNode): PlanNode[] {
  return [
    ...(node['Relation Name'] === undefined ? [] : [node]),
    ...(node.Plans ?? []).flatMap(scansIn),
  ]
}

/** Which tables a page is read from as a whole, how many rows are looked at, and how many it has. */
async function explainPage(filter: ArticleFilter, stretch: Stretch) {
  const resolved = await resolveFilter(test.db, filter)
  const sql = matchesInStretch(resolved, await shortestCover(test.db, resolved), stretch)
  const [row] = await test.db.$queryRaw<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>(
    Prisma.sql`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql}`,
  )
  const plan = row!['QUERY PLAN'][0]!.Plan
  const scans = scansIn(plan)
  const visited = scans.map(
    (scan) =>
      scan['Actual Loops'] *
      (scan['Actual Rows'] +
        (scan['Rows Removed by Filter'] ?? 0) +
        (scan['Rows Removed by Index Recheck'] ?? 0)),
  )
  return {
    scannedWhole: scans.flatMap((scan) =>
      scan['Node Type'] === 'Seq Scan' ? [scan['Relation Name']] : [],
    ),
    visited: visited.reduce((sum, rows) => sum + rows, 0),
    found: plan['Actual Rows'],
  }
}

const first: Stretch = { ascending: false, limit: 21 }
const deep: Stretch = { ascending: false, limit: 21, below: keyOf(articles / 2) }
const last: Stretch = { ascending: true, limit: 21 }

it.each<[string, ArticleFilter, Stretch, number]>([
  ['of all articles', {}, first, 21],
  ['of all articles, deep', {}, deep, 21],
  ['of all articles, from the end', {}, last, 21],
  ['of an actor whom many name', { actors: { all: ['e1'] } }, first, 21],
  ['of an actor whom few name', { actors: { all: ['e59'] } }, deep, 21],
  ['about an actor', { actors: { all: ['e6'] }, salience: 'ABOUT' }, first, 21],
  ['of an actor and a topic', { actors: { all: ['e6'] }, topics: { all: ['t10'] } }, first, 400],
  ['of the same, deep', { actors: { all: ['e6'] }, topics: { all: ['t10'] } }, deep, 400],
  ['of two actors', { actors: { all: ['e1', 'e58'] } }, first, 100],
  ['of any of three actors', { actors: { any: ['e1', 'e40', 'e59'] } }, first, 63],
  ['of the same, from the end', { actors: { any: ['e1', 'e40', 'e59'] } }, last, 63],
  ['of none of two', { actors: { none: ['e1', 'e2'] } }, first, 300],
  [
    'of an actor without a topic',
    { actors: { all: ['e6'] }, topics: { none: ['t1'] } },
    first,
    200,
  ],
  ['of a source', { sources: { any: ['s7'] } }, first, 21],
  ['of two sources', { sources: { any: ['s7', 's8'] } }, deep, 42],
  ['of a language and a topic', { languages: ['de'], topics: { all: ['t19'] } }, first, 200],
  ['of a rare word', { text: 'volcano' }, first, 50],
  ['of a rare word and an actor', { text: 'volcano', actors: { all: ['e1'] } }, first, 200],
  ['of a common word', { text: 'minister' }, first, 100],
  [
    'of alternatives',
    { OR: [{ actors: { all: ['e30'] } }, { topics: { all: ['t29'] } }] },
    first,
    50,
  ],
  ['of what is not', { NOT: { topics: { any: ['t1', 't2'] } } }, first, 300],
  ['of a week', { publishedBefore: new Date(9_000), publishedAfter: new Date(8_000) }, first, 21],
])('a page %s is read by indexes, and no more than is needed', async (_, filter, stretch, most) => {
  const { scannedWhole, visited, found } = await explainPage(filter, stretch)
  expect(scannedWhole).toEqual([])
  expect(visited).toBeLessThanOrEqual(most)
  expect(found).toBe(21)
})
