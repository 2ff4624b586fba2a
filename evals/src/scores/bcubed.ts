import { share } from './counts.ts'

/** Where an item belongs, and where it was put. */
export interface Placement {
  truth: string
  given: string
}

export interface BCubed {
  precision: number
  recall: number
  f1: number
}

/**
 * BCubed (Bagga and Baldwin, 1998): for every item, how much of its cluster is of its own class, and
 * how much of its class is in its cluster; the means over all items, and their harmonic mean.
 */
export function bcubed(placements: readonly Placement[]): BCubed {
  const classes = tally(placements.map(({ truth }) => truth))
  const clusters = tally(placements.map(({ given }) => given))
  const both = tally(placements.map(key))
  let precisions = 0
  let recalls = 0
  for (const placement of placements) {
    const shared = both.get(key(placement)) ?? 0
    precisions += share(shared, clusters.get(placement.given) ?? 0)
    recalls += share(shared, classes.get(placement.truth) ?? 0)
  }
  const precision = share(precisions, placements.length)
  const recall = share(recalls, placements.length)
  return { precision, recall, f1: share(2 * precision * recall, precision + recall) }
}

function key({ truth, given }: Placement): string {
  return JSON.stringify([truth, given])
}

function tally(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
