import { expect, test } from 'vitest'

import { parseDate } from './date.ts'

test.each([
  ['RFC 822', 'Mon, 02 Jun 2025 10:00:00 GMT', '2025-06-02T10:00:00.000Z'],
  ['with an offset', 'Mon, 2 Jun 2025 10:00:00 +0530', '2025-06-02T04:30:00.000Z'],
  ['with a named zone', 'Mon, 2 Jun 2025 10:00 EDT', '2025-06-02T14:00:00.000Z'],
  [
    'with a zone in brackets too',
    'Mon, 2 Jun 2025 10:00:00 -0700 (PDT)',
    '2025-06-02T17:00:00.000Z',
  ],
  ['without a weekday', '2 June 2025 10:00:00 Z', '2025-06-02T10:00:00.000Z'],
  ['with a wrong weekday', 'Fri, 2 Jun 2025 10:00:00 GMT', '2025-06-02T10:00:00.000Z'],
  ['with a year of two digits', '02 Jun 03 10:00 GMT', '2003-06-02T10:00:00.000Z'],
  ['of the last century', '02 Jun 98 10:00 GMT', '1998-06-02T10:00:00.000Z'],
  ['RFC 850', 'Monday, 02-Jun-25 10:00:00 GMT', '2025-06-02T10:00:00.000Z'],
  ['a day alone', '02 Jun 2025', '2025-06-02T00:00:00.000Z'],
  ['ISO 8601', '2025-06-02T10:00:00Z', '2025-06-02T10:00:00.000Z'],
  ['with a fraction', '2025-06-02T10:00:00.123456+02:00', '2025-06-02T08:00:00.123Z'],
  ['with a space', '2025-06-02 10:00:00', '2025-06-02T10:00:00.000Z'],
  ['in basic form', '20250602T100000Z', '2025-06-02T10:00:00.000Z'],
  ['without seconds', '2025-06-02T10:00+02:00', '2025-06-02T08:00:00.000Z'],
  ['an ISO day', '2025-06-02', '2025-06-02T00:00:00.000Z'],
  ['a month', '2025-06', '2025-06-01T00:00:00.000Z'],
  ['a year', '2025', '2025-01-01T00:00:00.000Z'],
  ['as Americans write', 'Monday, June 2, 2025 10:00 EST', '2025-06-02T15:00:00.000Z'],
  ['asctime', 'Mon Jun  2 10:00:00 2025', '2025-06-02T10:00:00.000Z'],
  ['in Portuguese', 'Seg, 24 Set 2018 19:42:40 -0300', '2018-09-24T22:42:40.000Z'],
  ['in French', 'sam., 02 août 2025 10:00:00 GMT', '2025-08-02T10:00:00.000Z'],
  ['in German', 'Mo, 3. März 2025 10:00:00 +0100', '2025-03-03T09:00:00.000Z'],
  ['a leap second', 'Sat, 31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59.000Z'],
  ['midnight at the end of the day', '2025-06-02T24:00:00Z', '2025-06-03T00:00:00.000Z'],
])('%s: %s', (_case, stated, expected) => {
  expect(parseDate(stated)?.toISOString()).toBe(expected)
})

test.each([
  ['no date', 'Chapter 5'],
  ['a day that does not exist', '31 Feb 2025 10:00 GMT'],
  ['a month that does not exist', '02 Foo 2025 10:00 GMT'],
  ['a time that does not exist', '2025-06-02T10:99:00Z'],
  ['a zone that nobody knows', 'Mon, 02 Jun 2025 10:00:00 XYZ'],
  ['the zero of a program', '0001-01-01T00:00:00Z'],
  ['an endless one', `2025${'0'.repeat(1_000_000)}`],
  ['nothing', ''],
])('%s is none: %s', (_case, stated) => {
  expect(parseDate(stated)).toBeNull()
})
