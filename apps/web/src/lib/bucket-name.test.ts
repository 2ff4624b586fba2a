import { expect, it } from 'vitest'

import { bucketLabel, bucketName } from './bucket-name.ts'

const start = '2026-03-09T00:00:00.000Z'

it.each([
  ['HOUR', 'en-GB', '2026-03-09T01:00:00.000Z', /^9 March 2026\D* 00:00$/, 'Mon 00:00'],
  ['DAY', 'en-GB', '2026-03-10T00:00:00.000Z', /^9 March 2026$/, '9 Mar'],
  ['WEEK', 'en-GB', '2026-03-16T00:00:00.000Z', /^9\s?–\s?15 March 2026$/, '9 Mar'],
  ['WEEK', 'de-DE', '2026-03-16T00:00:00.000Z', /^9\.\s?–\s?15\. März 2026$/, '9. März'],
  ['MONTH', 'de-DE', '2026-04-01T00:00:00.000Z', /^März 2026$/, 'März 2026'],
] as const)('a %s is called in %s as its readers do', (interval, locale, end, name, label) => {
  const bucket = { start, end }
  expect(bucketName(bucket, interval, locale)).toMatch(name)
  expect(bucketLabel(bucket, interval, locale)).toBe(label)
})
