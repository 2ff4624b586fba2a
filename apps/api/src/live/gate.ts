/** Lets so many through at a time; the others wait, in the order they came. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>

export function createGate(limit: number): Gate {
  let within = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (within < limit) within += 1
    // Whoever leaves hands over its place.
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else within -= 1
    }
  }
}
