/**
 * An article's place in every feed: the milliseconds of publishedAt times 2^20, plus a sequence number
 * below 2^20 that tells articles of one millisecond apart. One signed 64-bit number, unique, never
 * changed; it spans the years 1700 to 2240.
 */
const perMillisecond = 1n << 20n

/** Dates before it are sorted as if published then, so that the key stays within 64 bits. */
export const earliest = Date.UTC(1700, 0, 1)

/** The smallest feed key that an article published at `date` or later can have. */
export function feedKeyFrom(date: Date): bigint {
  return BigInt(Math.max(date.getTime(), earliest)) * perMillisecond
}

/** When an article with this feed key was published. */
export function dateOfFeedKey(feedKey: bigint): Date {
  return new Date(Number(feedKey >> 20n))
}

/** @param sequence any non-negative number; its low 20 bits count */
export function makeFeedKey(publishedAt: Date, sequence: bigint): bigint {
  return feedKeyFrom(publishedAt) + (sequence % perMillisecond)
}

/**
 * The date an article is sorted by. A date in the future would pin it to the top of every feed, so it
 * counts as published when it was first seen; so does one without a date.
 * @param date as stated, else as assumed
 */
export function publishedAtOf(date: Date | null, now: Date): Date {
  if (!date || date > now) return now
  return new Date(Math.max(date.getTime(), earliest))
}
