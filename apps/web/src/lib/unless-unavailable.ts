import { ApiUnavailable } from './graphql.ts'

/** What the API answered; null where it does not answer. */
export async function unlessUnavailable<Result>(asked: Promise<Result>): Promise<Result | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ApiUnavailable) return null
    throw error
  }
}
