import { createHash } from 'node:crypto'

import { env } from '../env.ts'

/** The API did not answer, or answered that it cannot now. */
export class ApiUnavailable extends Error {
  override name = 'ApiUnavailable'
}

export interface Answer<Result> {
  data?: Result | null
  errors?: { message: string; extensions?: { code?: string } }[]
}

export interface SendOptions {
  headers: Record<string, string>
  /** In milliseconds. */
  timeout: number
  /** Told which cookies the API has the reader's browser keep. */
  onCookies?: ((headers: string[]) => Promise<void>) | undefined
}

/** The API that runs now was not given the pages' operations, or those of another version. */
const unknown = new Set<string>()

/**
 * Sends the API an operation: by the id that it knows it by, as long as it does, else by its text.
 * @throws {ApiUnavailable} it could not be reached, took too long, or failed
 */
export async function sendOperation<Result>(
  query: string,
  variables: unknown,
  options: SendOptions,
): Promise<Answer<Result>> {
  if (!unknown.has(query)) {
    const documentId = `sha256:${createHash('sha256').update(query).digest('hex')}`
    const answer = await send<Result>({ documentId, variables }, options)
    if (answer.errors?.[0]?.extensions?.code !== 'PERSISTED_OPERATION_NOT_FOUND') return answer
    unknown.add(query)
  }
  return send<Result>({ query, variables }, options)
}

async function send<Result>(
  asked: object,
  { headers, timeout, onCookies }: SendOptions,
): Promise<Answer<Result>> {
  try {
    const response = await fetch(`${env().apiUrl}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
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
