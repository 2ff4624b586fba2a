/** Stable: clients branch on these. Add, never rename. */
export type ErrorCode =
  | 'ACCOUNT_DISABLED'
  | 'ALREADY_MERGED'
  | 'ARTICLE_EXISTS'
  | 'BAD_ADDRESS'
  | 'BAD_ALIAS'
  | 'BAD_ARTICLE'
  | 'BAD_CURSOR'
  | 'BAD_DESCRIPTION'
  | 'BAD_EMAIL'
  | 'BAD_EVENTS'
  | 'BAD_EXPIRY'
  | 'BAD_FILTER'
  | 'BAD_FOLDER'
  | 'BAD_IDEMPOTENCY_KEY'
  | 'BAD_INVITATION'
  | 'BAD_NAME'
  | 'BAD_PAGE'
  | 'BAD_PASSWORD'
  | 'BAD_QUOTE'
  | 'BAD_REASON'
  | 'BAD_SCOPE'
  | 'BAD_TAKEAWAY'
  | 'BAD_TIME_ZONE'
  | 'EMAIL_TAKEN'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'LAST_ADMIN'
  | 'MERGE_CHAIN'
  | 'MERGE_CYCLE'
  | 'NAME_TAKEN'
  | 'NOT_MERGED'
  | 'NOT_POLLED'
  | 'NO_FEED'
  | 'RESYNC_REQUIRED'
  | 'SIGN_UP_CLOSED'
  | 'STALE_REVISION'
  | 'TOO_BUSY'
  | 'TOO_MANY'
  | 'TOO_MANY_ATTEMPTS'
  | 'TOO_MANY_BUCKETS'
  | 'UNAUTHENTICATED'
  | 'UNKNOWN_ACCOUNT'
  | 'UNKNOWN_ACTOR'
  | 'UNKNOWN_ARTICLE'
  | 'UNKNOWN_DELIVERY'
  | 'UNKNOWN_KEY'
  | 'UNKNOWN_SAVED_FEED'
  | 'UNKNOWN_SOURCE'
  | 'UNKNOWN_STORY'
  | 'UNKNOWN_TAKEAWAY'
  | 'UNKNOWN_TOPIC'
  | 'UNKNOWN_WEBHOOK'
  | 'WEBHOOK_RESTS'
  | 'WRONG_CREDENTIALS'
  | 'WRONG_PASSWORD'

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
