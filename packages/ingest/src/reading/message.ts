import type { ParsedDocument } from '../article.ts'
import type { Document } from '../document.ts'
import { IngestError, type IngestErrorCode } from '../errors.ts'
import type { OpmlList } from '../formats/opml.ts'

/** What a thread is asked to read. */
export type ReadRequest =
  | { kind: 'document'; document: Document; now: Date }
  | { kind: 'opml'; document: Document }

/** What it says: first that it begins, as starting takes a time of its own, then how it ended. */
export type ReadAnswer =
  | { kind: 'began' }
  | { kind: 'document'; parsed: ParsedDocument }
  | { kind: 'opml'; list: OpmlList }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'failed'; error: unknown }

/** An IngestError without its class, which is lost on the way. */
interface Refusal {
  code: IngestErrorCode
  problem: string
  document: string | undefined
  line: number | undefined
  column: number | undefined
  cause: unknown
}

export function refusalOf(error: IngestError): Refusal {
  const { code, problem, document, line, column, cause } = error
  // Anything but an error might not be copied.
  return {
    code,
    problem,
    document,
    line,
    column,
    cause: cause instanceof Error ? cause : undefined,
  }
}

export function errorOf({ code, problem, ...details }: Refusal): IngestError {
  return new IngestError(code, problem, details)
}
