const minute = 60
const hour = 60 * minute

/** Seconds for which a delivery is tried. */
export const patience = 3 * 24 * hour

/** Seconds; a receiver may ask for a longer pause, but not for more than this. */
const longestPause = 24 * hour

/**
 * Seconds until a delivery is tried again: about 5 seconds after the first failure, then 20, 80, ... up to 6
 * hours; spread by half, so that what failed together does not come back together.
 * @param attempts that failed, at least one
 * @param asked seconds that the receiver asked for (Retry-After)
 * @param random from 0 to 1
 */
export function waitBefore(attempts: number, asked: number | null, random: number): number {
  return Math.max(spread(attempts, 6 * hour, random), Math.min(asked ?? 0, longestPause))
}

/**
 * Seconds for which nothing at all is sent to a receiver: from the second failure in a row, up to 15 minutes.
 * One that is down is then asked by one delivery at a time, and not by all that wait.
 */
export function restAfter(failures: number, asked: number | null, random: number): number {
  const own = failures < 2 ? 0 : spread(failures - 1, 15 * minute, random)
  return Math.max(own, Math.min(asked ?? 0, longestPause))
}

function spread(attempts: number, longest: number, random: number): number {
  return Math.min(longest, 5 * 4 ** Math.min(attempts - 1, 20)) * (0.5 + 0.5 * random)
}
