import type { ArticleFilter, SetFilter } from '@courant/filter'

export type SetName = 'actors' | 'topics' | 'sources'
export type Mode = keyof SetFilter

/** The order in which a reader meets them: must be there, may be there, must not. */
export const modes = ['all', 'any', 'none'] as const satisfies readonly Mode[]

/** How the filter speaks of a member, or null where it does not. */
export function modeOf(filter: ArticleFilter, set: SetName, member: string): Mode | null {
  return modes.find((mode) => filter[set]?.[mode]?.includes(member)) ?? null
}

/** The filter with a member in one list of a set, taken out of the others. */
export function withMember(
  filter: ArticleFilter,
  set: SetName,
  mode: Mode,
  member: string,
): ArticleFilter {
  const rest = withoutMember(filter, set, member)
  return { ...rest, [set]: { ...rest[set], [mode]: [...(rest[set]?.[mode] ?? []), member] } }
}

/**
 * The filter without a member of a set, in one of its lists or in all; a set left empty is dropped, and
 * so asks for nothing.
 */
export function withoutMember(
  filter: ArticleFilter,
  set: SetName,
  member: string,
  from: readonly Mode[] = modes,
): ArticleFilter {
  const { [set]: old, ...rest } = filter
  const kept = modes.flatMap((mode) => {
    const members = old?.[mode]?.filter((other) => other !== member || !from.includes(mode))
    return members?.length ? [[mode, members] as const] : []
  })
  return kept.length > 0 ? { ...rest, [set]: Object.fromEntries(kept) } : rest
}

/** Whether any clause is given. */
export function isFiltered(filter: ArticleFilter): boolean {
  return Object.values(filter).some((clause) => clause !== null && clause !== undefined)
}
