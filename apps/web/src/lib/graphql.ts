import { createHash } from 'node:crypto'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'

import { env } from '../env.ts'
import type { TypedDocumentString } from '../generated/graphql.ts'
import { signInHref } from './own-path.ts'
import { pageAddress } from './page-address.ts'

/** The API did not answer, or answered that it cannot now. */
export class ApiUnavailable extends Error {
  override name = 'ApiUnavailable'
}

/** The API understood the operation and refused it; `code` is one of its stable codes. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

interface Answer<Result> {
  data?: Result | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

export interface AskOptions {
  /** The API key to come with. */
  key?: string | undefined
  /** Told which cookies the API has the reader's browser keep. */
  onCookies?: (headers: string[]) => Promise<void>
  /** Who asks, where the request of the page is not there any more: `readersHeaders` while it was. */
  reader?: Record<string, string>
  /** In milliseconds; ten seconds where nothing is said. */
  timeout?: number
}

const usualTimeout = 10_000
/** For what makes the API fetch from elsewhere, in milliseconds: a page and the feed it leads to. */
export const patient = 70_000
/** What the API answers when it cannot, or not now. */
const faults = new Set(['INTERNAL_SERVER_ERROR', 'RATE_LIMITED', 'SERVICE_UNAVAILABLE'])

/**
 * Asks the API from the server. Whoever would have to sign in for it, because reading is closed or their
 * session is over, is led there, and back.
 * @throws {ApiUnavailable} it could not be reached, took too long, or failed
 * @throws {ApiRefusal} it refused the operation, its variables or the key
 */
export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: AskOptions = {},
): Promise<Result> {
  const { data, errors } = await sendKnown<Result>(document.toString(), variables, options)
  const error = errors?.[0]
  if (error) {
    const code = error.extensions?.code ?? 'UNKNOWN'
    if (code === 'UNAUTHENTICATED' && !options.key && !options.reader)
      redirect(signInHref(await pageAddress()))
    throw faults.has(code) ? new ApiUnavailable(error.message) : new ApiRefusal(code, error.message)
  }
  if (!data) throw new ApiUnavailable('The API answered without data.')
  return data
}

/** The API that runs now was not given the pages' operations, or those of another version. */
const unknown = new Set<string>()

/** By the id that the API knows it by, as long as it does, else by its text. */
async function sendKnown<Result>(
  query: string,
  variables: unknown,
  options: AskOptions,
): Promise<Answer<Result>> {
  if (!unknown.has(query)) {
    const documentId = `sha256:${createHash('sha256').update(query).digest('hex')}`
    const answer = await send<Result>({ documentId, variables }, options)
    if (answer.errors?.[0]?.extensions?.code !== 'PERSISTED_OPERATION_NOT_FOUND') return answer
    unknown.add(query)
  }
  return send<Result>({ query, variables }, options)
}

/** A page asks as its reader: the API counts it as theirs, and knows them by their session. */
export async function readersHeaders(): Promise<Record<string, string>> {
  const given = await headers()
  const address = given.get('x-forwarded-for')
  const cookie = given.get('cookie')
  return {
    ...(address !== null && { 'X-Forwarded-For': address }),
    ...(cookie !== null && { Cookie: cookie }),
  }
}

async function send<Result>(
  asked: object,
  { key, onCookies, reader: known, timeout = usualTimeout }: AskOptions,
): Promise<Answer<Result>> {
  const reader = known ?? (await readersHeaders())
  try {
    const response = await fetch(`${env().apiUrl}/graphql`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        ...reader,
        ...(key && { Authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(asked),
      cache: 'no-store',
      signal: AbortSignal.timeout(timeout),
    })
    if (response.status >= 500) throw new Error(`The API answered ${response.status}.`)
    const answer = (await response.json()) as Answer<Result>
    await onCookies?.(response.headers.getSetCookie())
    return answer
  } catch (cause) {
    throw new ApiUnavailable('The API does not answer.', { cause })
  }
}
