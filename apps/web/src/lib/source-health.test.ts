import { expect, it } from 'vitest'

import { healthWords } from './source-health.ts'
import { wordsIn } from './words-in.ts'

const t = wordsIn('de', 'sources')

it.each([
  [{ state: 'OK' as const, code: null }, true, 'Der Feed war beim letzten Mal lesbar.'],
  [
    { state: 'WAITING' as const, code: null },
    true,
    'Sie wurde noch nicht abgefragt; das geschieht gleich.',
  ],
  [
    { state: 'PAUSED' as const, code: null },
    false,
    'Die Quelle hat keinen Feed: Einmal kamen Artikel von ihr.',
  ],
  [
    { state: 'OK' as const, code: 'OVERDUE' },
    true,
    'Sie hätte längst abgefragt werden müssen: Sehen Sie nach, ob ein Worker läuft.',
  ],
  [{ state: 'OK' as const, code: 'MALFORMED' }, true, null],
  [{ state: 'FAILING' as const, code: 'OVERDUE' }, true, null],
])('of %j is said', (health, hasFeed, sentence) => {
  expect(healthWords(t, health, hasFeed)).toBe(sentence)
})
