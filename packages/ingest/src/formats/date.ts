/** How the names of the months begin in English, German, French, Spanish, Italian, Portuguese and Dutch. */
const months = [
  ['jan', 'gen', 'ene'],
  ['feb', 'fev'],
  ['mar', 'mrz', 'maa', 'mrt'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag', 'mei'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic'],
]

/** Zones that feeds name by letters, in hours from UTC (RFC 822 and those common in Europe and Asia). */
const zones: Record<string, number> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  met: 1,
  cest: 2,
  mest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  jst: 9,
  aest: 10,
  aedt: 11,
  est: -5,
  edt: -4,
  et: -5,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
}

/** Before the first, or after the last, a date is some program's zero or infinity. */
const plausibleYears = { first: 1700, last: 9998 }

const time = String.raw`(?<hour>\d{1,2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?`
const zone = String.raw`(?<zone>[a-z]{1,5}(?![a-z])|(?:gmt|utc)?\s*[+-]\d{1,2}:?(?:\d{2})?)`
const clock = String.raw`(?:${time}\s*${zone}?)`

const forms = [
  // ISO 8601 and W3C-DTF, from a year down to a fraction of a second: 2025-06-02T10:00:00Z
  String.raw`^(?<year>\d{4})(?:-?(?<month>\d{2})(?:-?(?<day>\d{2})(?:(?:t|\s+)${clock})?)?)?$`,
  // RFC 822 and 850: Mon, 02 Jun 2025 10:00:00 GMT
  String.raw`^(?:\p{L}+\.?,?\s*)?(?<day>\d{1,2})\.?[\s-]+(?<month>\p{L}{3,})\.?,?[\s-]+(?<year>\d{2,4})(?:[\s,]+${clock})?$`,
  // As Americans write: Monday, June 2, 2025 10:00 GMT
  String.raw`^(?:\p{L}+\.?,?\s+)?(?<month>\p{L}{3,})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})(?:[\s,]+${clock})?$`,
  // asctime: Mon Jun  2 10:00:00 GMT 2025
  String.raw`^(?:\p{L}+\.?,?\s+)?(?<month>\p{L}{3,})\s+(?<day>\d{1,2})\s+${clock}\s+(?<year>\d{4})$`,
].map((form) => new RegExp(form, 'iu'))

/**
 * A date as feeds state it: ISO 8601, RFC 822 with its two-digit years, named zones and months
 * in the publisher's language, or one of the two forms that programs print. A time without a zone counts as UTC. Null for anything else: a
 * guessed date is worse than none.
 */
export function parseDate(stated: string): Date | null {
  if (stated.length > 100) return null
  const text = stated
    .trim()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s*\([^)]*\)$/, '')
  for (const form of forms) {
    const parts = form.exec(text)?.groups
    if (parts) return dateOf(parts)
  }
  return null
}

function dateOf(parts: Record<string, string | undefined>): Date | null {
  const number = (name: string, absent: number) => Number(parts[name] ?? absent)
  const month = monthOf(parts['month'] ?? '1')
  const day = number('day', 1)
  // A leap second is the last second of its minute to a computer.
  const second = Math.min(number('second', 0), 59)
  const milliseconds = Math.floor(Number(`0.${parts['fraction'] ?? 0}`) * 1000)
  const offset = zoneOffset(parts['zone'])
  const year = fullYear(parts['year'] ?? '')
  const isPlausible = year >= plausibleYears.first && year <= plausibleYears.last
  if (offset === null || !isPlausible) return null

  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // The 31st of February would silently become a day of March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const hour = number('hour', 0)
  const minute = number('minute', 0)
  if (hour > 24 || minute > 59) return null
  date.setUTCHours(hour, minute, second, milliseconds)
  return new Date(date.getTime() - offset * 3_600_000)
}

/** From 1; 0 for a name of no month. */
function monthOf(stated: string): number {
  if (/^\d/.test(stated)) return Number(stated)
  const name = stated.toLowerCase()
  return months.findIndex((beginnings) => beginnings.some((part) => name.startsWith(part))) + 1
}

/** RFC 2822, 4.3: two digits are of 1950 to 2049, three count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year
  return digits.length === 3 ? 1900 + year : year
}

/** Hours from UTC; null for a zone that nobody knows. */
function zoneOffset(zone: string | undefined): number | null {
  if (!zone) return 0
  const numeric = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone)
  if (!numeric) return zones[zone.toLowerCase()] ?? null
  const hours = Number(numeric[2]) + Number(numeric[3] ?? 0) / 60
  return numeric[1] === '-' ? -hours : hours
}
