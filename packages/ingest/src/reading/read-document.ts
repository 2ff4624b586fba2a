import type { ParsedDocument } from '../article.ts'
import type { Document } from '../document.ts'
import { IngestError } from '../errors.ts'
import type { OpmlList } from '../formats/opml.ts'
import { errorOf, type ReadAnswer, type ReadRequest } from './message.ts'
import { createThreads, ThreadEnded, type Threads } from './threads.ts'

const limits = {
  /** One to read while the other is busy with a document that takes all the time it has. */
  threads: 2,
  /** MiB. A feed of 10 MiB with 100,000 items takes about half of it. */
  memory: 256,
  /** Milliseconds. */
  idle: 30_000,
  /** Seconds for any document, and more for each MiB: twice what the slowest honest ones take, or more. */
  seconds: 2,
  secondsPerMiB: 2,
} as const

export interface ReadOptions {
  /** What the relative dates of plain text count from. */
  now?: Date
  /** Seconds; else 2, and 2 more for each MiB. */
  seconds?: number
}

let threads: Threads | undefined

/**
 * Reads a document from outside, in a thread that is ended when it takes too long or too much memory.
 * @throws {IngestError} BAD_FEED, BAD_TEXT, UNSUPPORTED_FORMAT, TOO_LARGE, TOO_SLOW
 */
export async function readDocument(
  document: Document,
  { now = new Date(), seconds }: ReadOptions = {},
): Promise<ParsedDocument> {
  const answer = await read({ kind: 'document', document, now }, seconds)
  if (answer.kind !== 'document') throw unexpected(answer)
  return answer.parsed
}

/**
 * `parseOpml` in such a thread.
 * @throws {IngestError} BAD_OPML, TOO_LARGE, TOO_SLOW
 */
export async function readOpml(content: string | Uint8Array, name: string): Promise<OpmlList> {
  const answer = await read({ kind: 'opml', document: { name, content } })
  if (answer.kind !== 'opml') throw unexpected(answer)
  return answer.list
}

/** Ends the threads that read documents; the next document starts new ones. */
export async function closeReading(): Promise<void> {
  await threads?.close()
}

async function read(
  request: ReadRequest,
  seconds = secondsFor(request.document),
): Promise<ReadAnswer> {
  threads ??= createThreads({ size: limits.threads, memory: limits.memory, idle: limits.idle })
  const answer = await threads.run(request, seconds * 1000).catch((error: unknown) => {
    throw error instanceof ThreadEnded ? refusalFor(error, request.document, seconds) : error
  })
  if (answer.kind === 'refused') throw errorOf(answer.refusal)
  if (answer.kind === 'failed') throw answer.error
  return answer
}

function secondsFor({ content }: Document): number {
  return Math.ceil(limits.seconds + (limits.secondsPerMiB * content.length) / 2 ** 20)
}

function refusalFor({ reason }: ThreadEnded, { name }: Document, seconds: number): IngestError {
  const [code, problem] =
    reason === 'time'
      ? (['TOO_SLOW', `not read within ${seconds} s`] as const)
      : (['TOO_LARGE', `takes over ${limits.memory} MiB of memory to be read`] as const)
  return new IngestError(code, problem, { document: name })
}

function unexpected({ kind }: ReadAnswer): Error {
  return new Error(`a thread answered "${kind}" to another question`)
}
