/** Stable: clients branch on these. Add, never rename. */
export type ErrorCode =
  | 'ALREADY_MERGED'
  | 'BAD_ADDRESS'
  | 'BAD_CURSOR'
  | 'BAD_EXPIRY'
  | 'BAD_FILTER'
  | 'BAD_FOLDER'
  | 'BAD_NAME'
  | 'BAD_PAGE'
  | 'BAD_REASON'
  | 'BAD_SCOPE'
  | 'BAD_TIME_ZONE'
  | 'MERGE_CHAIN'
  | 'MERGE_CYCLE'
  | 'NOT_MERGED'
  | 'NOT_POLLED'
  | 'NO_FEED'
  | 'RESYNC_REQUIRED'
  | 'TOO_MANY_BUCKETS'
  | 'UNAUTHENTICATED'
  | 'UNKNOWN_ACTOR'
  | 'UNKNOWN_KEY'
  | 'UNKNOWN_SOURCE'
  | 'UNKNOWN_STORY'
  | 'UNKNOWN_TOPIC'

/** Something the caller asked for cannot be done; the message says what to do instead. */
export class CourantError extends Error {
  override name = 'CourantError'
  readonly code: ErrorCode
  /** The argument at fault, as a path: `filter.actors.all`. */
  readonly field: string | undefined

  constructor(code: ErrorCode, message: string, field?: string) {
    super(message)
    this.code = code
    this.field = field
  }
}
