import { createApiKey } from '@courant/feed'
import { type ApiKeyScope, type Db, Prisma } from '@courant/prisma'

/** A key with these scopes. */
export async function keyFor(db: Db, ...scopes: ApiKeyScope[]): Promise<string> {
  return (await createApiKey(db, { name: 'Test', scopes })).key
}

/** A key that may everything, had its time not passed. */
export async function expiredKey(db: Db): Promise<string> {
  const expiresAt = new Date(Date.now() + 60_000)
  const scopes = ['ARTICLES_WRITE', 'SOURCES_WRITE'] as const
  const { key, record } = await createApiKey(db, { name: 'Expired', scopes, expiresAt })
  await db.$executeRaw(Prisma.sql`
    UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ${record.id}::uuid`)
  return key
}
