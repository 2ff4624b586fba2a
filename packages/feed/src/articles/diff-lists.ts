import { diffArrays } from 'diff'

/** A stretch of a list. Kept and removed ones together are the old list, kept and added ones the new. */
export interface ListChange<Item> {
  change: 'kept' | 'added' | 'removed'
  items: Item[]
}

/**
 * The fewest changes that make one list of another; of a change, what was there comes first.
 * @param maxEdits items put in or taken out at most, because the time grows with its square; lists that
 *   differ by more are replaced between the beginning and the end that they share
 */
export function diffLists<Item>(
  before: readonly Item[],
  after: readonly Item[],
  isEqual: (a: Item, b: Item) => boolean,
  maxEdits: number,
): ListChange<Item>[] {
  const start = sharedStart(before, after, isEqual)
  const rest = [before, after].map((list) => list.slice(start).toReversed()) as [Item[], Item[]]
  const end = sharedStart(...rest, isEqual)
  const old = before.slice(start, before.length - end)
  const now = after.slice(start, after.length - end)
  const changes = diffArrays(old, now, { comparator: isEqual, maxEditLength: maxEdits }) ?? [
    { removed: true, added: false, value: old },
    { removed: false, added: true, value: now },
  ]
  const all: ListChange<Item>[] = [
    { change: 'kept', items: after.slice(0, start) },
    ...changes.map(({ added, removed, value }): ListChange<Item> => {
      return { change: added ? 'added' : removed ? 'removed' : 'kept', items: value }
    }),
    { change: 'kept', items: after.slice(after.length - end) },
  ]
  return all.filter(({ items }) => items.length > 0)
}

function sharedStart<Item>(
  a: readonly Item[],
  b: readonly Item[],
  isEqual: (a: Item, b: Item) => boolean,
): number {
  const length = Math.min(a.length, b.length)
  let shared = 0
  while (shared < length && isEqual(a[shared]!, b[shared]!)) shared += 1
  return shared
}
