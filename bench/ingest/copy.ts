import { once } from 'node:events'

import pg from 'pg'
import { from, to } from 'pg-copy-streams'

/** What COPY writes of one transaction of the ingest: a dump a table, what is referred to first. */
export interface Dump {
  rows: number
  tables: { table: string; chunks: Buffer[] }[]
}

/** A database with what a transaction of the ingest writes, and one that the same rows are copied into. */
export interface Twin {
  /** The rows that came with the transaction of these articles and stand as it left them. */
  dump(articleIds: readonly string[]): Promise<Dump>
  /** Writes them in one transaction, its indexes and references in place. @returns milliseconds */
  copy(dump: Dump): Promise<number>
  close(): Promise<void>
}

/**
 * Makes a second database, the same as the first, on the same server. Nobody may be connected to the first
 * meanwhile.
 */
export async function openTwin(url: string): Promise<Twin> {
  const [first, second] = [new URL(url), new URL(url)]
  second.pathname = '/copied'
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const master = await connect(maintenance)
  await master.query(`CREATE DATABASE copied TEMPLATE ${first.pathname.slice(1)}`)
  await master.end()

  const [written, copied] = [await connect(first), await connect(second)]
  const tables = await tablesInOrder(written)
  // Names are written again whenever they are seen; COPY can only add them.
  await written.query(`
    CREATE TEMPORARY TABLE copied_name AS SELECT slug, kind FROM proposed_name;
    CREATE UNIQUE INDEX ON copied_name (slug, kind)`)

  return {
    async dump(articleIds) {
      const { rows } = await written.query<{ xid: string }>(
        `SELECT DISTINCT xid % 4294967296 AS xid FROM article_event WHERE article_id = ANY($1)`,
        [articleIds],
      )
      if (rows.length !== 1) throw new Error(`${rows.length} transactions wrote one batch.`)
      const own = `t.xmin = '${rows[0]!.xid}'::xid`
      const dump: Dump = { rows: 0, tables: [] }
      for (const table of tables) {
        const known =
          table === 'proposed_name'
            ? 'AND NOT EXISTS (SELECT FROM copied_name n WHERE n.slug = t.slug AND n.kind = t.kind)'
            : ''
        const stream = written.query(
          to(`COPY (SELECT t.* FROM ${table} t WHERE ${own} ${known}) TO STDOUT (FORMAT binary)`),
        )
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk as Buffer)
        if (stream.rowCount === 0) continue
        dump.rows += stream.rowCount
        dump.tables.push({ table, chunks })
      }
      await written.query(`
        INSERT INTO copied_name SELECT slug, kind FROM proposed_name t WHERE ${own} ON CONFLICT DO NOTHING`)
      return dump
    },
    async copy({ tables }) {
      const begun = performance.now()
      await copied.query('BEGIN')
      for (const { table, chunks } of tables) {
        const stream = copied.query(from(`COPY ${table} FROM STDIN (FORMAT binary)`))
        const finished = once(stream, 'finish')
        for (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain')
        stream.end()
        await finished
      }
      await copied.query('COMMIT')
      return performance.now() - begun
    },
    async close() {
      await written.end()
      await copied.end()
    },
  }
}

/** What triggers write comes with the rows that they are for, by COPY as well. */
const ofTriggers = ['posting_delta']

/** The tables, those that a table refers to before it. Nothing that the ingest writes refers to a later row. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname !~ '^_'
       AND relname <> ALL($1)`,
    [ofTriggers],
  )
  const { rows: references } = await client.query<{ of: string; to: string }>(
    `SELECT conrelid::regclass::text AS of, confrelid::regclass::text AS to
     FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid
       AND conrelid::regclass::text || '.' || confrelid::regclass::text <> 'article.story'`,
  )
  const ordered: string[] = []
  const left = new Set(tables.map(({ name }) => name))
  while (left.size > 0) {
    const next = [...left].find(
      (table) => !references.some(({ of, to: other }) => of === table && left.has(other)),
    )
    if (next === undefined) throw new Error(`${[...left].join(', ')} refer to each other.`)
    left.delete(next)
    ordered.push(next)
  }
  return ordered
}

async function connect(url: URL): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url.href, options: '-c jit=off' })
  await client.connect()
  return client
}
