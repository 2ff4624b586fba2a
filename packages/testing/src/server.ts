import pg from 'pg'

/** The key under which the global setup tells the tests where their databases come from. */
export const testDatabase = 'courant:test-database'

declare module 'vitest' {
  interface ProvidedContext {
    [testDatabase]: { serverUrl: string; template: string }
  }
}

export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
