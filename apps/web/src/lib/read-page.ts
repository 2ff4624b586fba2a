import { ApiRefusal, ApiUnavailable } from './graphql.ts'

/**
 * What the API answered for a page about one thing; null where it knows no such thing, whether it is asked for
 * by itself or named in a filter.
 */
export async function readPage<Result>(
  asked: Promise<Result>,
): Promise<Result | 'unavailable' | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiUnavailable) return 'unavailable'
    if (error instanceof ApiRefusal && error.code.startsWith('UNKNOWN_')) return null
    throw error
  }
}
