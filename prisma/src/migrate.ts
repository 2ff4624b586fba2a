import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { connectCreating } from './connect.ts'
import { DatabaseError } from './errors.ts'
import { readMigrations } from './migrations.ts'
import type { Migration } from './migrations.ts'

export { DatabaseError } from './errors.ts'
export type { DatabaseErrorCode } from './errors.ts'
export { readMigrations } from './migrations.ts'
export type { Migration } from './migrations.ts'

/** The lock of Prisma's own commands, so that neither runs into the other. */
const advisoryLock = 72707369
/** Another process may be at the same migrations. */
const otherMigratorTimeout = '60s'
/** A migration that waits for a table holds up every query behind it. */
const tableTimeout = '5s'

/**
 * Brings the database up to the schema; creates it if it is absent. Each migration is applied in a
 * transaction of its own together with its entry in Prisma's `_prisma_migrations`, so a failed one
 * leaves nothing, and `prisma migrate deploy` and `status` agree on what was applied.
 *
 * @param url a PostgreSQL address with the right to create the tables
 * @param options.migrationsDir another folder in the form of `prisma/migrations`
 * @returns the names of the migrations applied now, in order
 * @throws {DatabaseError} any of its codes; nothing is half-applied
 */
export async function migrate(
  url: string,
  { migrationsDir }: { migrationsDir?: string } = {},
): Promise<string[]> {
  const migrations = await readMigrations(migrationsDir)
  const client = await connectCreating(url)
  try {
    await lock(client)
    const pending = await findPending(client, migrations)
    for (const migration of pending) await apply(client, migration)
    await raiseEventXidOffset(client)
    return pending.map(({ name }) => name)
  } finally {
    // The lock ends with its session.
    await client.end()
  }
}

async function lock(client: pg.Client): Promise<void> {
  await client.query(`SET statement_timeout = 0; SET lock_timeout = '${otherMigratorTimeout}'`)
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
  } catch (error) {
    if (!isLockTimeout(error)) throw error
    throw new DatabaseError(
      'MIGRATION_LOCKED',
      `Another process has been migrating the database for ${otherMigratorTimeout}. Wait for it, or end it, and start again.`,
      { cause: error },
    )
  }
  await client.query(`SET lock_timeout = '${tableTimeout}'`)
}

interface AppliedMigration {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

async function findPending(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      id VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum VARCHAR(64) NOT NULL,
      finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL,
      logs TEXT,
      rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`)
  const { rows } = await client.query<AppliedMigration>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  )

  const failed = rows.find((row) => row.finished_at === null)
  if (failed) {
    throw new DatabaseError(
      'MIGRATION_FAILED',
      `Migration ${failed.migration_name} failed earlier and was never resolved. Repair the database, then run "prisma migrate resolve" with --rolled-back or --applied ${failed.migration_name}.`,
    )
  }
  const checksums = new Map(rows.map((row) => [row.migration_name, row.checksum]))
  const changed = migrations.find(
    ({ name, checksum }) => checksums.has(name) && checksums.get(name) !== checksum,
  )
  if (changed) {
    throw new DatabaseError(
      'MIGRATION_CHANGED',
      `Migration ${changed.name} was changed after it was applied. Restore its file and put the change into a new migration.`,
    )
  }
  return migrations.filter(({ name }) => !checksums.has(name))
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO "_prisma_migrations"
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    const reason = error instanceof Error ? error.message : String(error)
    throw isLockTimeout(error)
      ? new DatabaseError(
          'MIGRATION_LOCKED',
          `Migration ${name} waited ${tableTimeout} for a table that is in use; nothing was changed. Start again, or first stop what uses the database.`,
          { cause: error },
        )
      : new DatabaseError(
          'MIGRATION_FAILED',
          `Migration ${name} failed and nothing of it was kept: ${reason}`,
          { cause: error },
        )
  }
}

/**
 * A database restored into another cluster meets transaction ids behind those of its event log; new
 * events would then sort before old ones. The log is read before this transaction takes its id, so
 * that in one cluster the id is above all it has read, however busy the writers are.
 */
async function raiseEventXidOffset(client: pg.Client): Promise<void> {
  await client.query(`
    DO $$
    DECLARE
      latest BIGINT;
    BEGIN
      SELECT GREATEST((SELECT max(xid) FROM article_event), events_pruned_to) INTO latest FROM instance;
      IF latest >= article_event_xid() THEN
        LOCK TABLE article_event IN EXCLUSIVE MODE;
        UPDATE instance
        SET event_xid_offset = event_xid_offset + GREATEST(latest, (SELECT max(xid) FROM article_event)) + 1
          - article_event_xid();
      END IF;
    END
    $$`)
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03'
}
