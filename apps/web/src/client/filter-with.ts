/** How the filter may ask for an actor or a topic: must be there, may be, must not. */
export type Mode = 'all' | 'any' | 'none'

/**
 * The query of a feed with an actor or a topic in its filter, in one way and no other. It stands behind
 * those of its kind, as the pages write it, so that one filter has one address.
 */
export function filterWith(
  filter: URLSearchParams,
  set: 'actor' | 'topic',
  mode: Mode,
  slug: string,
): string {
  const keys = { all: set, any: `${set}.any`, none: `${set}.none` }
  const names: string[] = Object.values(keys)
  const rest = [...filter].filter(([name, value]) => !(names.includes(name) && value === slug))
  const behind = ['actor', 'actor.any', 'actor.none', 'topic', 'topic.any', 'topic.none']
  const upTo = behind.slice(0, behind.indexOf(keys[mode]) + 1)
  const place = rest.findLastIndex(([name]) => upTo.includes(name)) + 1
  return new URLSearchParams(rest.toSpliced(place, 0, [keys[mode], slug])).toString()
}
