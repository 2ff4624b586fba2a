/** Stable: callers and scripts branch on these. Add, never rename. */
export type IngestErrorCode =
  | 'BAD_ADDRESS'
  | 'BAD_FEED'
  | 'BAD_OPML'
  | 'BAD_RESPONSE'
  | 'BAD_TEXT'
  | 'HTTP_STATUS'
  | 'NO_ARTICLE'
  | 'NO_FEED'
  | 'REDIRECT_BLOCKED'
  | 'SSRF_BLOCKED'
  | 'TIMEOUT'
  | 'TOO_LARGE'
  | 'TOO_MANY_REDIRECTS'
  | 'TOO_SLOW'
  | 'UNREACHABLE'
  | 'UNSUPPORTED_FORMAT'

interface IngestErrorDetails {
  /** The file or address at fault. */
  document?: string
  /** Counted from 1. */
  line?: number
  /** Counted from 1, in UTF-16 units. */
  column?: number
  /** The HTTP status, where an answer was the problem. */
  status?: number
  /** Seconds for which the server asked to be left alone, by that answer. */
  retryAfter?: number | null
  /** Whether that answer came from somewhere that the address leads to for now only. */
  onDetour?: boolean
  cause?: unknown
}

/** Something outside cannot be taken in. The message begins with the document and the place in it. */
export class IngestError extends Error {
  override name = 'IngestError'
  readonly code: IngestErrorCode
  /** The message without the place. */
  readonly problem: string
  readonly document: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly status: number | undefined
  readonly retryAfter: number | null
  readonly onDetour: boolean

  constructor(code: IngestErrorCode, problem: string, details: IngestErrorDetails = {}) {
    const place = [details.document, details.line, details.column].filter((part) => part != null)
    super(place.length > 0 ? `${place.join(':')}: ${problem}` : problem, { cause: details.cause })
    this.code = code
    this.problem = problem
    this.document = details.document
    this.line = details.line
    this.column = details.column
    this.status = details.status
    this.retryAfter = details.retryAfter ?? null
    this.onDetour = details.onDetour ?? false
  }
}

/** Where an offset of a text lies, for people: line and column count from 1. */
export function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}
