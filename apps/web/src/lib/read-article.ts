import { ApiRefusal, ApiUnavailable } from './graphql.ts'

/** The article of a page about one; null where there is none; `unavailable` where the API cannot tell. */
export async function readArticle<Article>(
  asked: Promise<{ article?: Article | null }>,
): Promise<Article | 'unavailable' | null> {
  try {
    return (await asked).article ?? null
  } catch (error) {
    // What is not an id at all names no article either.
    if (error instanceof ApiRefusal) return null
    if (error instanceof ApiUnavailable) return 'unavailable'
    throw error
  }
}
