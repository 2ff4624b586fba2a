import type pg from 'pg'

/** Takes the indexes and constraints of tables away while they are filled, and makes them anew. */
export interface Bare {
  /** One list for each table; what refers to other tables comes last. */
  restore: { table: string; statements: string[] }[]
  references: string[]
}

interface Definition {
  table: string
  drop: string
  make: string
  reference: boolean
}

export async function stripTables(client: pg.Client, tables: readonly string[]): Promise<Bare> {
  const { rows } = await client.query<Definition>(
    `SELECT c.conrelid::regclass::text AS table,
       format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname,
         pg_get_constraintdef(c.oid)) AS make,
       c.contype = 'f' AS reference
     FROM pg_constraint c
     WHERE (c.conrelid = ANY($1::text[]::regclass[]) AND c.contype IN ('p', 'u', 'f'))
       OR (c.confrelid = ANY($1::text[]::regclass[]) AND c.contype = 'f')
     UNION ALL
     SELECT i.indrelid::regclass::text, format('DROP INDEX %s', i.indexrelid::regclass),
       pg_get_indexdef(i.indexrelid), false
     FROM pg_index i
     WHERE i.indrelid = ANY($1::text[]::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype <> 'f')`,
    [tables],
  )
  const references = rows.filter(({ reference }) => reference)
  const own = rows.filter(({ reference }) => !reference)
  for (const { drop } of [...references, ...own]) await client.query(drop)
  return {
    restore: tables.map((table) => ({
      table,
      statements: own.filter((row) => row.table === table).map(({ make }) => make),
    })),
    references: references.map(({ make }) => make),
  }
}
