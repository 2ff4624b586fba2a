export type TimeWindow = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH'

const hour = 3_600_000

/** In milliseconds; a month has thirty days. */
export const windowLength: Record<TimeWindow, number> = {
  HOUR: hour,
  DAY: 24 * hour,
  WEEK: 7 * 24 * hour,
  MONTH: 30 * 24 * hour,
}

/** When a window that ends at a point in time began. */
export function windowStart(window: TimeWindow, end: Date): Date {
  return new Date(end.getTime() - windowLength[window])
}
