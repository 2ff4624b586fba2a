import { expect, it } from 'vitest'

import { periodSince, startOfPeriod } from './periods.ts'

const now = new Date('2026-11-27T12:34:56Z')

it('the last seven days begin at midnight', () => {
  expect(startOfPeriod(7, now)).toEqual(new Date('2026-11-20T00:00:00Z'))
})

it.each([
  ['2026-11-26T00:00:00Z', 1],
  ['2026-11-20T00:00:00Z', 7],
  ['2026-11-20T00:00:01Z', null],
  ['2026-11-19T00:00:00Z', null],
])('what begins on %s is the last %s days', (since, days) => {
  expect(periodSince(new Date(since), now)).toBe(days)
})

it('what begins nowhere is no period', () => expect(periodSince(undefined, now)).toBeNull())
