import { countedDeeds, namedDeeds } from './source-address.ts'
import type { Words } from './words-in.ts'

/**
 * What was done, in words, as the address of a page says it.
 * @param name of the source that it was done to, if there is such a one
 */
export function doneWords(
  t: Words<'sources'>,
  query: URLSearchParams,
  name: string | null,
): string | null {
  const done = query.get('done')
  const counted = countedDeeds.find((deed) => deed === done)
  if (counted) {
    const count = Number(query.get('count') ?? '')
    return Number.isSafeInteger(count) && count >= 0 ? t(`counted.${counted}`, { count }) : null
  }
  const named = namedDeeds.find((deed) => deed === done)
  return named && name !== null ? t(`done.${named}`, { name }) : null
}
