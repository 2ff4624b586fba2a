import pg from 'pg'

/** Whether a migrated database has no article yet. */
export async function isEmpty(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'courant-start',
    connectionTimeoutMillis: 10_000,
  })
  await client.connect()
  try {
    const { rows } = await client.query<{ empty: boolean }>(
      'SELECT NOT EXISTS (SELECT FROM article) AS empty',
    )
    return rows[0]?.empty ?? true
  } finally {
    await client.end()
  }
}
