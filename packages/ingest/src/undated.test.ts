import { expect, test } from 'vitest'

import { assumedDates } from './undated.ts'

const now = new Date('2026-03-01T12:00:00Z')
const at = (time: string) => new Date(`2026-03-01T${time}:00Z`)

test.each<[string, (Date | null)[], (Date | null)[]]>([
  ['dated articles need no assumption', [at('10:00'), at('09:00')], [null, null]],
  ['the first that is undated is new', [null], [null]],
  ['each further one is an hour older', [null, null, null], [null, at('11:00'), at('10:00')]],
  [
    'one below a dated article is as old',
    [at('09:00'), null, null],
    [null, at('09:00'), at('09:00')],
  ],
  ['one above it is not', [null, at('09:00'), null], [null, null, at('09:00')]],
  ['nothing is assumed of no articles', [], []],
])('%s', (_case, stated, expected) => {
  expect(assumedDates(stated, now)).toEqual(expected)
})
