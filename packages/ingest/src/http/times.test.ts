import type { IncomingHttpHeaders } from 'node:http'

import { describe, expect, test } from 'vitest'

import { freshForOf, retryAfterOf } from './times.ts'

const now = new Date('2025-06-02T12:00:00Z')
const inTwoMinutes = 'Mon, 02 Jun 2025 12:02:00 GMT'

describe('how long a server asks to be left alone', () => {
  test.each<[string, IncomingHttpHeaders, number | null]>([
    ['it does not', {}, null],
    ['seconds', { 'retry-after': '120' }, 120],
    ['a date', { 'retry-after': inTwoMinutes }, 120],
    ['a date in the old form', { 'retry-after': 'Monday, 02-Jun-25 12:02:00 GMT' }, 120],
    ["a date in C's form", { 'retry-after': 'Mon Jun  2 12:02:00 2025' }, 120],
    [
      'a date by its own clock, which is an hour slow',
      { 'retry-after': 'Mon, 02 Jun 2025 11:02:00 GMT', date: 'Mon, 02 Jun 2025 11:00:00 GMT' },
      120,
    ],
    ['a date that has passed', { 'retry-after': 'Mon, 02 Jun 2025 11:00:00 GMT' }, 0],
    ['nonsense', { 'retry-after': 'soon' }, null],
    ['a negative number', { 'retry-after': '-1' }, null],
  ])('%s', (_case, headers, seconds) => {
    expect(retryAfterOf(headers, now)).toBe(seconds)
  })
})

describe('how long an answer is fresh', () => {
  test.each<[string, IncomingHttpHeaders, number | null]>([
    ['nothing is said', {}, null],
    ['a time', { 'cache-control': 'public, max-age=600' }, 600],
    ['less the time it has lain in a cache', { 'cache-control': 'max-age=600', age: '90' }, 510],
    ['which it has outlived', { 'cache-control': 'max-age=600', age: '900' }, 0],
    ['a time for shared caches is not ours', { 'cache-control': 's-maxage=600' }, null],
    ['nor does it hide our own', { 'cache-control': 's-maxage=600, max-age=60' }, 60],
    ['never', { 'cache-control': 'no-cache, max-age=600' }, 0],
    ['a date', { expires: inTwoMinutes }, 120],
    ['a time counts before a date', { expires: inTwoMinutes, 'cache-control': 'max-age=9' }, 9],
    ['a date in the past', { expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
    ['no date', { expires: '0' }, null],
  ])('%s', (_case, headers, seconds) => {
    expect(freshForOf(headers, now)).toBe(seconds)
  })
})
