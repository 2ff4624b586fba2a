import { expect, it } from 'vitest'

import { nearChanges } from './near-changes.ts'

const changes = { k: 'KEPT', a: 'ADDED', r: 'REMOVED', c: 'CHANGED' }
const text = (letters: string) =>
  letters.split('').map((letter) => ({ letter, change: changes[letter as keyof typeof changes] }))

it.each([
  ['nothing', '', ''],
  ['nothing changed', 'kkk', '3'],
  ['the paragraph before and after a change is shown', 'kkkckk', '2kck1'],
  ['what lies between two changes is shown once', 'akr', 'akr'],
  ['what lies between two distant ones is counted', 'akkkr', 'ak1kr'],
])('%s: %s', (_, letters, expected) => {
  const shown = nearChanges(text(letters))
  expect(shown.map((each) => (typeof each === 'number' ? each : each.letter)).join('')).toBe(
    expected,
  )
})
