import { type Db, Prisma } from '@courant/prisma'
import { createTestDb, type TestDb } from '@courant/testing'

import { gatherCompany } from '../rollups/company.ts'
import { foldRollups } from '../rollups/fold.ts'
import type { Stretch } from './stretch.ts'

export const articles = 20_000
const actors = 60
const topics = 30
/** In the order of the feed; article n is the nth. */
const keyOf = (n: number) => BigInt(n) << 20n

/** Pages of twenty, and one more that tells whether others follow. */
export const stretches = {
  first: { ascending: false, limit: 21 },
  deep: { ascending: false, limit: 21, below: keyOf(articles / 2) },
  last: { ascending: true, limit: 21 },
} satisfies Record<string, Stretch>

/** Articles of which it is known who is named by how many: all within twenty seconds of 1970. */
export async function createPlanned(): Promise<TestDb> {
  const test = await createTestDb()
  const id = (kind: string, n: Prisma.Sql) =>
    Prisma.sql`(${kind} || '0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
  const articleId = id('a', Prisma.sql`n`)
  const storyId = id('d', Prisma.sql`n / 3`)
  const fill = [
    Prisma.sql`
      INSERT INTO source (id, slug, name) SELECT ${id('5', Prisma.sql`i`)}, 's' || i, 'Source ' || i
      FROM generate_series(1, 40) AS i`,
    Prisma.sql`
      INSERT INTO entity (id, slug, name, kind) SELECT ${id('e', Prisma.sql`i`)}, 'e' || i, 'Entity ' || i, 'PERSON'
      FROM generate_series(1, ${actors + 2}::int) AS i`,
    Prisma.sql`
      INSERT INTO topic (id, code, slug, label, label_de)
      SELECT ${id('c', Prisma.sql`i`)}, lpad(i::text, 8, '0'), 't' || i, 'Topic ' || i, 'Thema ' || i
      FROM generate_series(1, ${topics}::int) AS i`,
    // Three in a row tell one story, of which every thirteenth article is none.
    Prisma.sql`
      INSERT INTO story (id, first_seen_at, last_seen_at, article_count)
      SELECT ${storyId}, to_timestamp(min(n) / 1000.0), to_timestamp(max(n) / 1000.0), count(*)
      FROM generate_series(1, ${articles}::int) AS n WHERE n % 13 > 0 GROUP BY n / 3`,
    Prisma.sql`
      INSERT INTO article (id, source_id, key, url, headline, lead, language, published_at, content_hash, feed_key,
        story_id)
      SELECT ${articleId}, ${id('5', Prisma.sql`1 + n % 40`)}, n::text, 'https://gazette.example/', 'Headline', 'Lead',
        CASE n % 3 WHEN 0 THEN 'de' ELSE 'en' END, to_timestamp(n / 1000.0), '', n::bigint << 20,
        CASE WHEN n % 13 > 0 THEN ${storyId} END
      FROM generate_series(1, ${articles}::int) AS n`,
    // Actor i is named by every (i + 1)th article, and topic i is that of every (i + 1)th, of others. The last two
    // actors are named by every tenth, and never together.
    Prisma.sql`
      INSERT INTO mention (article_id, entity_id, feed_key, count, salience, about, method, confidence, spans)
      SELECT ${articleId}, ${id('e', Prisma.sql`i`)}, n::bigint << 20, 1, 0.5, n % 2 = 0, 'ALIAS', 1, '[]'
      FROM generate_series(1, ${actors + 2}::int) AS i CROSS JOIN LATERAL generate_series(
        CASE WHEN i > ${actors}::int THEN i - ${actors}::int ELSE i + 1 END, ${articles}::int,
        CASE WHEN i > ${actors}::int THEN 10 ELSE i + 1 END) AS n`,
    Prisma.sql`
      INSERT INTO article_topic (article_id, topic_id, feed_key, score, cues)
      SELECT ${articleId}, ${id('c', Prisma.sql`i`)}, n::bigint << 20, 1, '{}'
      FROM generate_series(1, ${topics}::int) AS i, generate_series(1, ${articles}::int, i + 1) AS n`,
    Prisma.sql`
      INSERT INTO article_text (article_id, feed_key, dictionary, document)
      SELECT ${articleId}, n::bigint << 20, 'english',
        to_tsvector('english', 'minister' || CASE WHEN n % 400 = 0 THEN ' volcano' ELSE '' END ||
          CASE WHEN n % 100 = 0 THEN ' harbour' ELSE '' END)
      FROM generate_series(1, ${articles}::int) AS n`,
    Prisma.sql`ANALYZE source, entity, topic, story, article, mention, article_topic, article_text`,
  ]
  for (const statement of fill) await test.db.$executeRaw(statement)
  for (let more = true; more;) ({ more } = await foldRollups(test.db))
  await gatherCompany(test.db, new Date())
  await test.db.$executeRaw`ANALYZE posting_day, posting_total, posting_period, posting_delta`
  return test
}

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

/** What has a row for each article or more. Of other tables, some are so small here that they are read whole. */
const growing = ['article', 'mention', 'article_topic', 'article_text']

function scansIn(node: PlanNode): PlanNode[] {
  return [
    ...(growing.includes(node['Relation Name'] ?? '') ? [node] : []),
    ...(node.Plans ?? []).flatMap(scansIn),
  ]
}

/** What it takes to run a statement. */
export interface Explained {
  /** Tables of articles that are read as a whole. */
  scannedWhole: string[]
  /** How many of their rows are looked at. */
  visited: number
  /** How many pages of tables and indexes are read, those in memory too. */
  buffers: number
  /** How many rows there are in the end. */
  found: number
}

type Told = [{ 'QUERY PLAN': [{ Plan: PlanNode }] }]

/** How often statements like it were planned on the connections of a pool: for their arguments, and for all. */
export async function plansOf(db: Db, like: string): Promise<unknown> {
  return db.$queryRaw`
    SELECT custom_plans AS each, generic_plans AS once FROM pg_prepared_statements
    WHERE statement LIKE ${like} AND statement NOT LIKE '%pg_prepared_statements%'`
}

/** As it is planned for its arguments. */
export async function explain(db: Db, statement: Prisma.Sql): Promise<Explained> {
  const [row] = await db.$queryRaw<Told>(
    Prisma.sql`EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${statement}`,
  )
  return read(row['QUERY PLAN'][0].Plan)
}

/** As it is planned once for whatever arguments come. */
export async function explainGeneric(db: Db, { text, values }: Prisma.Sql): Promise<Explained> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL plan_cache_mode = force_generic_plan`
    await tx.$executeRawUnsafe(`PREPARE planned AS ${text}`)
    const given = values.length > 0 ? `(${values.map(literalOf).join(', ')})` : ''
    const [row] = await tx.$queryRawUnsafe<Told>(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE planned${given}`,
    )
    await tx.$executeRaw`DEALLOCATE planned`
    return read(row['QUERY PLAN'][0].Plan)
  })
}

function literalOf(value: unknown): string {
  const text = Array.isArray(value)
    ? `{${value.map((each) => JSON.stringify(each)).join(',')}}`
    : value instanceof Date
      ? value.toISOString()
      : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

function read(plan: PlanNode): Explained {
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
      scan['Node Type'] === 'Seq Scan' ? [scan['Relation Name']!] : [],
    ),
    visited: visited.reduce((sum, rows) => sum + rows, 0),
    buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    found: plan['Actual Rows'],
  }
}

/** The statements that something asks a database. */
export async function statementsOf(
  db: Db,
  ask: (watched: Db) => Promise<unknown>,
): Promise<Prisma.Sql[]> {
  const statements: Prisma.Sql[] = []
  const watched = db.$extends({
    query: {
      $queryRaw: async ({ args, query }) => {
        statements.push(args)
        return query(args) as Promise<unknown>
      },
    },
  })
  await ask(watched as unknown as Db)
  return statements
}
