import { locale } from '../messages/messages.ts'

const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const satisfies [Intl.RelativeTimeFormatUnit, number][]

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const exact = new Intl.DateTimeFormat(locale, {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
})
const spans = { minute: spanIn('minute'), hour: spanIn('hour') }
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })

/** "2 hours ago", in the largest unit that fits; what is younger than a minute is "now". */
export function relativeTime(date: Date, now = new Date()): string {
  const seconds = (date.getTime() - now.getTime()) / 1000
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  return relative.format(unit === 'second' ? 0 : Math.trunc(seconds / length), unit)
}

/** To the minute, in UTC and saying so: the server cannot know the reader's time zone. */
export function exactTime(date: Date): string {
  return `${exact.format(date)} UTC`
}

/** The day alone, where that is all it says, else the exact time. */
export function dayOrTime(date: Date): string {
  return date.getTime() % 86_400_000 === 0 ? day.format(date) : exactTime(date)
}

/** A span of time in words, in minutes below an hour and a half, then in hours. */
export function spanOf(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? spans.minute.format(minutes) : spans.hour.format(Math.round(minutes / 60))
}

function spanIn(unit: 'minute' | 'hour'): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
}
