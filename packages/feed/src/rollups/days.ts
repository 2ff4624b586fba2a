import { earliest } from '../articles/feed-key.ts'

const dayInMs = 86_400_000

/** In days since 1970 in UTC, as the function feed_day counts them. */
export function dayOf(date: Date): number {
  return Math.floor(Math.max(date.getTime(), earliest) / dayInMs)
}

export function startOfDay(day: number): Date {
  return new Date(day * dayInMs)
}
