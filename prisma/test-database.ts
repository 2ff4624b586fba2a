import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database that does not exist yet, on the tests' server. */
export interface AbsentDatabase {
  url: string
  name: string
  drop(): Promise<void>
}

export function absentDatabase(): AbsentDatabase {
  const name = `courant_test_${randomUUID().replaceAll('-', '')}`
  return {
    url: databaseUrl(name),
    name,
    async drop() {
      await query(databaseUrl('postgres'), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
    },
  }
}

export function databaseUrl(name: string): string {
  const url = new URL(inject('serverUrl'))
  url.pathname = `/${name}`
  return url.href
}

/** @returns the rows of the one statement, or none after several */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows ?? []
  } finally {
    await client.end()
  }
}
