/** Weights by term; what is not in it weighs nothing. */
export type Vector = ReadonlyMap<number, number>

/** The `most` heaviest terms, heaviest first; of equals the smaller number. */
export function heaviest(vector: Vector, most: number): Map<number, number> {
  const entries = [...vector].toSorted(([a, x], [b, y]) => y - x || a - b)
  return new Map(entries.slice(0, most))
}

/** The dot product: between vectors of length 1, the cosine. */
export function product(a: Vector, b: Vector): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let total = 0
  for (const [term, weight] of few) total += weight * (many.get(term) ?? 0)
  return total
}

export function sum(a: Vector, b: Vector): Map<number, number> {
  const both = new Map(a)
  for (const [term, weight] of b) both.set(term, (both.get(term) ?? 0) + weight)
  return both
}

export function lengthOf(vector: Vector): number {
  let squares = 0
  for (const weight of vector.values()) squares += weight * weight
  return Math.sqrt(squares)
}
