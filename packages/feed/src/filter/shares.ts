/** How many of the articles that came of late bore an id. */
export interface Shares {
  /** @param ids what one article bears, each once */
  count(ids: Iterable<string>): void
  /** Never zero: of an id that nobody bore yet there may be some. */
  of(id: string): number
}

/** After so many articles what was counted before them counts half. */
const halfLife = 4_096
/** Of an id that was not borne by any. */
const unseen = 0.5

export function createShares(): Shares {
  let counts = new Map<string, number>()
  let articles = 0

  /** What one article alone bore is forgotten with it, so what is kept stays small. */
  function halve(): void {
    articles = 0
    counts = new Map([...counts].flatMap(([id, n]) => (n > 1 ? [[id, n / 2] as const] : [])))
  }

  return {
    count(ids) {
      for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
      articles += 1
      if (articles === halfLife) halve()
    },
    of: (id) => unseen + (counts.get(id) ?? 0),
  }
}
