/** The value that a share of a list is not above, from 0 to 1; the list is not empty. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/** The middle one of a list that is not empty; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Null where one of them could not be told. */
export function medianIfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length < values.length ? null : round(median(known), 2)
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits))
}
