/** Offered with one click, in days. */
export const periods = [1, 7, 30] as const

const day = 86_400_000

/** The beginning of the day, in UTC, so many days before now: an address that lasts until midnight. */
export function startOfPeriod(days: number, now = new Date()): Date {
  return new Date(Math.floor(now.getTime() / day) * day - days * day)
}

/** How many days a filter that begins then reaches back, if it is one of those on offer. */
export function periodSince(since: Date | null | undefined, now = new Date()): number | null {
  const found = periods.find((days) => startOfPeriod(days, now).getTime() === since?.getTime())
  return found ?? null
}
