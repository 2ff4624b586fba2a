import type { IncomingHttpHeaders } from 'node:http'

/**
 * Seconds for which a server asks to be left alone; null where it does not ask. A date counts from the
 * date of the answer, for its clock may differ from ours.
 */
export function retryAfterOf(headers: IncomingHttpHeaders, now = new Date()): number | null {
  const stated = headers['retry-after']?.trim() ?? ''
  if (/^\d+$/.test(stated)) return Number(stated)
  return secondsUntil(stated, headers, now)
}

/**
 * Seconds for which an answer counts as fresh, so that asking again before would only find the same;
 * null where nothing is said. For a cache of one reader, which we are: `s-maxage` is for others.
 */
export function freshForOf(headers: IncomingHttpHeaders, now = new Date()): number | null {
  const directives = headers['cache-control']?.toLowerCase() ?? ''
  if (/\bno-(?:cache|store)\b/.test(directives)) return 0
  const maxAge = /\bmax-age="?(\d+)/.exec(directives.replaceAll('s-maxage', ''))?.[1]
  if (maxAge !== undefined) {
    const age = /^\d+$/.test(headers.age ?? '') ? Number(headers.age) : 0
    return Math.max(0, Number(maxAge) - age)
  }
  return secondsUntil(headers.expires ?? '', headers, now)
}

/** HTTP dates begin with a weekday; others, such as the common `Expires: 0`, are none. */
function secondsUntil(date: string, headers: IncomingHttpHeaders, now: Date): number | null {
  const until = httpDate(date)
  if (until === null) return null
  const from = httpDate(headers.date ?? '') ?? now.getTime()
  return Math.max(0, Math.ceil((until - from) / 1_000))
}

function httpDate(date: string): number | null {
  if (!/^[a-z]{3,9},? /i.test(date)) return null
  const time = Date.parse(/(?:GMT|UTC)\s*$/i.test(date) ? date : `${date} GMT`)
  return Number.isNaN(time) ? null : time
}
