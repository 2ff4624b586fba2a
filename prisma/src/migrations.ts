import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageHome } from './package-home.ts'

export interface Migration {
  name: string
  sql: string
  /** As Prisma writes it: SHA-256 of the file's bytes, in hexadecimal. */
  checksum: string
}

/**
 * @param folder in the form of `prisma/migrations`, which is the default
 * @returns its migrations in the order of their names, which begin with their times
 */
export async function readMigrations(
  folder = join(packageHome(), 'migrations'),
): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.toSorted().map(async (name) => {
      const bytes = await readFile(join(folder, name, 'migration.sql'))
      const checksum = createHash('sha256').update(bytes).digest('hex')
      return { name, sql: bytes.toString('utf8'), checksum }
    }),
  )
}
