import { createHash } from 'node:crypto'
import { createDb, type Db } from '@courant/prisma'
import { migrate, readMigrations } from '@courant/prisma/migrate'
import pg from 'pg'
import { databaseUrl, withClient } from './server.ts'

const buildLock = 0x74657374

/** What a package's tests find in their databases. */
export interface Filling {
  /** Changes with what is written. */
  key: string
  write(db: Db): Promise<void>
}

/**
 * Makes the database that tests copy, unless it is there. Its name holds a hash of the migrations and of
 * what fills it, so that a changed schema makes a new one. It gets the name when it is whole.
 *
 * @returns its name
 */
export async function ensureTemplate(serverUrl: string, filling?: Filling): Promise<string> {
  const hash = createHash('sha256')
  for (const { checksum } of await readMigrations()) hash.update(checksum)
  if (filling) hash.update(filling.key)
  const template = `courant_template_${hash.digest('hex').slice(0, 16)}`
  const building = `${template}_building`

  await withClient(databaseUrl(serverUrl, 'postgres'), async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [buildLock])
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      template,
    ])
    if (rowCount) return
    const name = pg.escapeIdentifier(building)
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await migrate(databaseUrl(serverUrl, building))
    if (filling) await fill(databaseUrl(serverUrl, building), filling)
    // A database that somebody is connected to cannot be copied.
    await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`)
    await client.query(`ALTER DATABASE ${name} RENAME TO ${pg.escapeIdentifier(template)}`)
  })
  return template
}

async function fill(url: string, { write }: Filling): Promise<void> {
  const db = createDb(url)
  try {
    await write(db)
  } finally {
    await db.$disconnect()
  }
}
