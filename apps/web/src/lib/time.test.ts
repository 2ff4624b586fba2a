import { describe, expect, it } from 'vitest'

import { dayOrTime, exactTime, relativeTime, spanOf } from './time.ts'

const now = new Date('2026-11-24T12:00:00Z')

describe('time in words', () => {
  it.each([
    ['2026-11-24T11:59:31Z', 'now', 'jetzt'],
    ['2026-11-24T11:58:00Z', '2 minutes ago', 'vor 2 Minuten'],
    ['2026-11-24T10:01:00Z', '1 hour ago', 'vor 1 Stunde'],
    ['2026-11-23T11:00:00Z', 'yesterday', 'gestern'],
    ['2026-11-10T12:00:00Z', '2 weeks ago', 'vor 2 Wochen'],
    ['2026-09-24T12:00:00Z', '2 months ago', 'vor 2 Monaten'],
    ['2026-11-24T13:30:00Z', 'in 1 hour', 'in 1 Stunde'],
  ])('%s is %s, %s', (date, english, german) => {
    expect(relativeTime('en-GB', new Date(date), now)).toBe(english)
    expect(relativeTime('de-DE', new Date(date), now)).toBe(german)
  })

  it('is exact to the minute and names its zone', () => {
    const date = new Date('2026-11-24T09:05:00+01:00')
    expect(exactTime('en-GB', date)).toBe('24 November 2026 at 08:05 UTC')
    expect(exactTime('de-DE', date)).toBe('24. November 2026 um 08:05 UTC')
  })

  it('leaves midnight out', () => {
    expect(dayOrTime('en-GB', new Date('2026-11-01'))).toBe('1 November 2026')
    expect(dayOrTime('de-DE', new Date('2026-11-01'))).toBe('1. November 2026')
  })

  it.each([
    [900, '15 minutes', '15 Minuten'],
    [7200, '2 hours', '2 Stunden'],
  ])('a span of %s seconds is %s, %s', (seconds, english, german) => {
    expect(spanOf('en-GB', seconds)).toBe(english)
    expect(spanOf('de-DE', seconds)).toBe(german)
  })
})
