import { utcDay, utcHour, utcMonday, utcMonth } from 'd3-time'
import type { CountableTimeInterval } from 'd3-time'

import type { TimelineInterval, TimeWindow } from '../generated/graphql.ts'

/** How far back a plot of coverage reaches. */
export type Span = keyof typeof offered

/** How many of which interval a span holds; the first is taken where the address names none. */
const offered = {
  day: { HOUR: 24 },
  week: { DAY: 7, HOUR: 168 },
  month: { DAY: 30, WEEK: 5 },
  year: { WEEK: 52, MONTH: 12, DAY: 365 },
  all: { MONTH: Infinity, WEEK: Infinity },
} as const satisfies Record<string, Partial<Record<TimelineInterval, number>>>

export const spans = Object.keys(offered) as Span[]
const usual: Span = 'month'

const beginnings: Record<TimelineInterval, CountableTimeInterval> = {
  HOUR: utcHour,
  DAY: utcDay,
  WEEK: utcMonday,
  MONTH: utcMonth,
}

/** The part of time that a page of coverage shows, and how finely. */
export interface CoverageSpan {
  span: Span
  interval: TimelineInterval
}

/** The intervals that a span can be shown by, the usual one first. */
export function intervalsOf(span: Span): TimelineInterval[] {
  return Object.keys(offered[span]) as TimelineInterval[]
}

/** From the address of a page; what it holds else is taken for nothing said. */
export function readCoverageSpan(params: URLSearchParams): CoverageSpan {
  const span = spans.find((each) => each === params.get('span')) ?? usual
  const intervals = intervalsOf(span)
  const interval = intervals.find((each) => each.toLowerCase() === params.get('by'))
  return { span, interval: interval ?? intervals[0]! }
}

/** The address of a page that shows this, at its plot; what is usual need not be said. */
export function coverageHref(path: string, { span, interval }: CoverageSpan): string {
  const params = new URLSearchParams()
  if (span !== usual) params.set('span', span)
  if (interval !== intervalsOf(span)[0]) params.set('by', interval.toLowerCase())
  const query = params.toString()
  return `${path}${query && `?${query}`}#coverage`
}

/** Where it begins, so that no interval is cut short but the present one; null where all of time is asked for. */
export function spanStart({ span, interval }: CoverageSpan, now: Date): Date | null {
  const counts: Partial<Record<TimelineInterval, number>> = offered[span]
  const count = counts[interval] ?? Infinity
  if (count === Infinity) return null
  const unit = beginnings[interval]
  return unit.offset(unit.floor(now), 1 - count)
}

/** The window of the API that comes nearest: a month where it has none as long. */
export function windowOf(span: Span): TimeWindow {
  return span === 'day' ? 'DAY' : span === 'week' ? 'WEEK' : 'MONTH'
}
