/** What a caller may tell apart; the message says what to do about it. */
export type DatabaseErrorCode =
  /** The server does not answer, or refuses the user. */
  | 'DATABASE_UNREACHABLE'
  /** The server is too old, or the database is not in UTF-8. */
  | 'DATABASE_UNSUITABLE'
  /** A migration that was applied reads differently now. */
  | 'MIGRATION_CHANGED'
  /** A migration failed, now or earlier under Prisma's own commands. */
  | 'MIGRATION_FAILED'
  /** Somebody else held what the migration needs for too long; trying again is safe. */
  | 'MIGRATION_LOCKED'
  /** There is no embedded PostgreSQL for this platform, or its binaries do not run. */
  | 'EMBEDDED_BINARIES'
  /** Started as root, and there is no account to run PostgreSQL as. */
  | 'EMBEDDED_ACCOUNT'
  /** The data folder cannot be used. */
  | 'EMBEDDED_FOLDER'
  /** The data were written by another major version of PostgreSQL. */
  | 'EMBEDDED_VERSION'
  /** The port asked for is in use. */
  | 'EMBEDDED_PORT'
  /** PostgreSQL did not start or stop; the message holds the end of its log. */
  | 'EMBEDDED_SERVER'

/** An error of the database's keeping, as opposed to one of a query. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode

  constructor(code: DatabaseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
