import { headers } from 'next/headers'
import { redirect } from 'next/navigation'

import type { TypedDocumentString } from '../generated/graphql.ts'
import { signInHref } from './own-path.ts'
import { pageAddress } from './page-address.ts'
import { ApiUnavailable, sendOperation } from './send-operation.ts'

export { ApiUnavailable } from './send-operation.ts'

/** The API understood the operation and refused it; `code` is one of its stable codes. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
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
  const { key, onCookies, reader, timeout = usualTimeout } = options
  const { data, errors } = await sendOperation<Result>(document.toString(), variables, {
    headers: {
      ...(reader ?? (await readersHeaders())),
      ...(key && { Authorization: `Bearer ${key}` }),
    },
    timeout,
    onCookies,
  })
  const error = errors?.[0]
  if (error) {
    const code = error.extensions?.code ?? 'UNKNOWN'
    if (code === 'UNAUTHENTICATED' && !key && !reader) redirect(signInHref(await pageAddress()))
    throw faults.has(code) ? new ApiUnavailable(error.message) : new ApiRefusal(code, error.message)
  }
  if (!data) throw new ApiUnavailable('The API answered without data.')
  return data
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
