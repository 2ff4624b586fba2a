import type { ResolvedFilter, ResolvedSet } from './resolve.ts'

/**
 * Ids of which an article must bear at least one to match, those that fewest articles bear; null where the
 * filter asks for none. Nobody can match an empty list.
 * @param shareOf how many articles bear an id; all the same unless told
 */
export function requiredIds(
  filter: ResolvedFilter,
  shareOf: (id: string) => number = () => 1,
): readonly string[] | null {
  const ofPart = (part: ResolvedFilter) => requiredIds(part, shareOf)
  const choices = [
    // An actor is borne by fewer articles than a topic, and a topic by fewer than a source or a language.
    ...ofSet(filter.actors),
    ...ofSet(filter.topics),
    ...ofSet(filter.sources),
    ...ofSet(filter.stories),
    ...(filter.languages ? [filter.languages] : []),
    ...filter.AND.map(ofPart).filter((ids) => ids !== null),
    ...ofAlternatives(filter.OR?.map(ofPart)),
  ]
  let rarest: readonly string[] | null = null
  let least = Infinity
  for (const ids of choices) {
    const share = ids.reduce((sum, id) => sum + shareOf(id), 0)
    if (share < least) [rarest, least] = [ids, share]
  }
  return rarest
}

function ofSet({ all, any }: ResolvedSet): (readonly string[])[] {
  return [...all.map((id) => [id]), ...(any ? [any] : [])]
}

function ofAlternatives(
  alternatives: readonly (readonly string[] | null)[] | undefined,
): string[][] {
  if (!alternatives || alternatives.includes(null)) return []
  return [[...new Set(alternatives.flatMap((ids) => ids ?? []))]]
}
