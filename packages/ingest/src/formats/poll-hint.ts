import type { PollHint } from '@courant/feed'

/** Where a feed may say how it wants to be polled: RSS 2.0 itself, and the syndication module. */
interface StatedRhythm {
  /** Minutes. */
  ttl?: number
  skipHours?: readonly number[]
  skipDays?: readonly string[]
  sy?: { updatePeriod?: string; updateFrequency?: number }
}

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** Seconds. */
const periods: Record<string, number> = {
  hourly: 3_600,
  daily: 86_400,
  weekly: 7 * 86_400,
  monthly: 30 * 86_400,
  yearly: 365 * 86_400,
}

/** How a feed wants to be polled; undefined where it does not say. */
export function pollHintOf({ ttl, skipHours, skipDays, sy }: StatedRhythm): PollHint | undefined {
  const period = periods[sy?.updatePeriod?.trim().toLowerCase() ?? '']
  const waits = [
    isPositive(ttl) ? ttl * 60 : 0,
    period ? period / (isPositive(sy?.updateFrequency) ? sy.updateFrequency : 1) : 0,
  ]
  const hint: PollHint = {
    atLeast: Math.round(Math.max(...waits)) || null,
    // Some count from 1 to 24.
    skipHours: (skipHours ?? []).map((hour) => hour % 24).filter((hour) => hour >= 0),
    skipDays: (skipDays ?? [])
      .map((day) => days.indexOf(day.trim().toLowerCase()))
      .filter((day) => day >= 0),
  }
  const says = hint.atLeast !== null || hint.skipHours.length > 0 || hint.skipDays.length > 0
  return says ? hint : undefined
}

function isPositive(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0
}
