import { describe, expect, it } from 'vitest'

import { dayOrTime, exactTime, relativeTime } from './time.ts'

const now = new Date('2026-11-24T12:00:00Z')

describe('time in words', () => {
  it.each([
    ['2026-11-24T11:59:31Z', 'now'],
    ['2026-11-24T11:58:00Z', '2 minutes ago'],
    ['2026-11-24T10:01:00Z', '1 hour ago'],
    ['2026-11-23T11:00:00Z', 'yesterday'],
    ['2026-11-10T12:00:00Z', '2 weeks ago'],
    ['2026-09-24T12:00:00Z', '2 months ago'],
    ['2026-11-24T13:30:00Z', 'in 1 hour'],
  ])('%s is %s', (date, words) => {
    expect(relativeTime(new Date(date), now)).toBe(words)
  })

  it('is exact to the minute and names its zone', () => {
    expect(exactTime(new Date('2026-11-24T09:05:00+01:00'))).toBe('24 November 2026 at 08:05 UTC')
  })

  it('leaves midnight out', () => {
    expect(dayOrTime(new Date('2026-11-01'))).toBe('1 November 2026')
  })
})
