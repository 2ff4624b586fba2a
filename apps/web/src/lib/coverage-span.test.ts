import { describe, expect, it } from 'vitest'

import { coverageHref, readCoverageSpan, spanStart } from './coverage-span.ts'
import type { CoverageSpan } from './coverage-span.ts'

describe('the part of time that a plot shows', () => {
  it.each<[string, string, CoverageSpan]>([
    ['nothing', '', { span: 'month', interval: 'DAY' }],
    ['a span', 'span=year', { span: 'year', interval: 'WEEK' }],
    ['a span and an interval', 'span=year&by=day', { span: 'year', interval: 'DAY' }],
    ['an interval too fine', 'span=year&by=hour', { span: 'year', interval: 'WEEK' }],
    ['a span that there is not', 'span=toString&by=week', { span: 'month', interval: 'WEEK' }],
  ])('is read from an address with %s', (_, query, read) => {
    expect(readCoverageSpan(new URLSearchParams(query))).toEqual(read)
  })

  it.each<[CoverageSpan, string]>([
    [{ span: 'month', interval: 'DAY' }, '/actors/nato#coverage'],
    [{ span: 'month', interval: 'WEEK' }, '/actors/nato?by=week#coverage'],
    [{ span: 'all', interval: 'MONTH' }, '/actors/nato?span=all#coverage'],
  ])('%o has the address %s', (span, href) => {
    expect(coverageHref('/actors/nato', span)).toBe(href)
  })

  const now = new Date('2026-03-12T10:20:30Z')
  it.each<[CoverageSpan, string | undefined]>([
    [{ span: 'day', interval: 'HOUR' }, '2026-03-11T11:00:00.000Z'],
    [{ span: 'week', interval: 'DAY' }, '2026-03-06T00:00:00.000Z'],
    // A Monday.
    [{ span: 'month', interval: 'WEEK' }, '2026-02-09T00:00:00.000Z'],
    [{ span: 'year', interval: 'MONTH' }, '2025-04-01T00:00:00.000Z'],
    [{ span: 'all', interval: 'MONTH' }, undefined],
  ])('%o begins where an interval does', (span, start) => {
    expect(spanStart(span, now)?.toISOString()).toBe(start)
  })
})
