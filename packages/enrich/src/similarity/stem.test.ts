import { expect, test } from 'vitest'

import { stem } from './stem.ts'

test.each([
  ['en', 'ships', 'ship'],
  ['en', 'parties', 'party'],
  ['en', 'losses', 'losse'],
  ['en', 'loss', 'loss'],
  ['en', 'virus', 'virus'],
  ['de', 'soldaten', 'soldat'],
  ['de', 'verhandlungen', 'verhandlung'],
  ['de', 'stab', 'stab'],
  ['fr', 'navires', 'navires'],
])('in %s, "%s" is counted as "%s"', (language, word, counted) => {
  expect(stem(word, language)).toBe(counted)
})
