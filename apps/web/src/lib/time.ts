import type { Locale } from './languages.ts'

const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const satisfies [Intl.RelativeTimeFormatUnit, number][]

const formats = new Map<Locale, ReturnType<typeof formatsOf>>()

/** Made once for a locale: each takes longer to make than a thousand uses of it. */
function formatsIn(locale: Locale) {
  const found = formats.get(locale) ?? formatsOf(locale)
  formats.set(locale, found)
  return found
}

function formatsOf(locale: Locale) {
  const span = (unit: 'minute' | 'hour') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
  return {
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    exact: new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'UTC',
    }),
    clock: new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
    minute: span('minute'),
    hour: span('hour'),
  }
}

/** "2 hours ago", in the largest unit that fits; what is younger than a minute is "now". */
export function relativeTime(locale: Locale, date: Date, now = new Date()): string {
  const { relative } = formatsIn(locale)
  const seconds = (date.getTime() - now.getTime()) / 1000
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
  return relative.format(unit === 'second' ? 0 : Math.trunc(seconds / length), unit)
}

/** To the minute, in UTC and saying so: the server cannot know the reader's time zone. */
export function exactTime(locale: Locale, date: Date): string {
  return `${formatsIn(locale).exact.format(date)} UTC`
}

/** The time of day, in UTC; where its day stands beside it. */
export function clockTime(locale: Locale, date: Date): string {
  return `${formatsIn(locale).clock.format(date)} UTC`
}

/** In UTC. */
export function dayOf(locale: Locale, date: Date): string {
  return formatsIn(locale).day.format(date)
}

/** The day alone, where that is all it says, else the exact time. */
export function dayOrTime(locale: Locale, date: Date): string {
  const isDay = date.getTime() % 86_400_000 === 0
  return isDay ? dayOf(locale, date) : exactTime(locale, date)
}

/** A span of time in words, in minutes below an hour and a half, then in hours. */
export function spanOf(locale: Locale, seconds: number): string {
  const { minute, hour } = formatsIn(locale)
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? minute.format(minutes) : hour.format(Math.round(minutes / 60))
}
