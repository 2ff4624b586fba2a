import { env } from '../env.ts'
import { ApiRefusal, ApiUnavailable, readersHeaders } from './graphql.ts'

/** What the API takes, in bytes. */
export const largestOpml = 2 * 1_024 * 1_024

/** What came of a subscription list. */
export interface OpmlImport {
  created: number
  known: number
  /** Entries that were left out. */
  problems: readonly { message: string; line: number | null }[]
}

const timeout = 60_000

/**
 * Sends a subscription list to the API.
 * @throws {ApiUnavailable} it could not be reached, took too long, or failed
 * @throws {ApiRefusal} it refused the list or the key
 */
export async function sendOpml(list: string | Blob, key: string | undefined): Promise<OpmlImport> {
  const reader = await readersHeaders()
  const response = await fetch(`${env().apiUrl}/opml`, {
    method: 'POST',
    headers: {
      'Content-Type': 'text/x-opml',
      ...reader,
      ...(key && { Authorization: `Bearer ${key}` }),
    },
    body: list,
    signal: AbortSignal.timeout(timeout),
  }).catch(unavailable)
  const answer = (await response.json().catch(unavailable)) as OpmlImport & Refusal
  if (response.status >= 500) unavailable(answer)
  const [error] = answer.errors ?? []
  if (error) throw new ApiRefusal(error.extensions?.code ?? 'UNKNOWN', error.message)
  return answer
}

interface Refusal {
  errors?: { message: string; extensions?: { code?: string } }[]
}

function unavailable(cause: unknown): never {
  throw new ApiUnavailable('The API does not answer.', { cause })
}
