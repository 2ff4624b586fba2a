/** Milliseconds between two articles of which a source that is new to us does not say when. */
const apart = 3_600_000

/**
 * When to take the articles of a source's first document as published, where they do not say: all of them
 * as first seen now would stand on top of every feed, archives included. One that follows a dated article
 * is taken to be as old as that; without any, the first is new, and each further one an hour older.
 * @param stated in the order of the document, which begins with the newest
 * @returns for each: null where it is dated, or new
 */
export function assumedDates(stated: readonly (Date | null)[], now: Date): (Date | null)[] {
  let latest: Date | null = null
  let undated = 0
  return stated.map((date) => {
    if (date) {
      latest = date
      return null
    }
    if (latest) return latest
    const age = apart * undated
    undated += 1
    return age === 0 ? null : new Date(now.getTime() - age)
  })
}
