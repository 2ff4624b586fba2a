import type { TimelineInterval } from '../generated/graphql.ts'
import type { Locale } from './languages.ts'

type Names = Record<TimelineInterval, Intl.DateTimeFormatOptions>

const full: Names = {
  HOUR: { dateStyle: 'long', timeStyle: 'short' },
  DAY: { dateStyle: 'long' },
  WEEK: { dateStyle: 'long' },
  MONTH: { month: 'long', year: 'numeric' },
}
const short: Names = {
  HOUR: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  DAY: { day: 'numeric', month: 'short' },
  WEEK: { day: 'numeric', month: 'short' },
  MONTH: { month: 'short', year: 'numeric' },
}

/** Where a bucket of a timeline begins and ends, as the API tells it. */
interface Bucket {
  start: string
  end: string
}

/** How to call the hour, day, week or month that a bucket is, in UTC. */
export function bucketName({ start, end }: Bucket, interval: TimelineInterval, locale: Locale) {
  const format = formatOf(full, interval, locale)
  if (interval !== 'WEEK') return format.format(new Date(start))
  // A week goes by its first and last day.
  return format.formatRange(new Date(start), new Date(Date.parse(end) - 1))
}

/** The same where there is little room; a week goes by its first day. */
export function bucketLabel({ start }: Bucket, interval: TimelineInterval, locale: Locale) {
  return formatOf(short, interval, locale).format(new Date(start))
}

const made = new Map<string, Intl.DateTimeFormat>()

/** Made once: that takes longer than a thousand uses of it. */
function formatOf(names: Names, interval: TimelineInterval, locale: Locale) {
  const key = `${names === full} ${interval} ${locale}`
  const format =
    made.get(key) ?? new Intl.DateTimeFormat(locale, { ...names[interval], timeZone: 'UTC' })
  made.set(key, format)
  return format
}
