import { expect, it } from 'vitest'

import { matches } from './matches.ts'

it.each([
  ['Saved feeds', '', true],
  ['Saved feeds', 'sav', true],
  ['Saved feeds', 'FEEDS sa', true],
  ['Saved feeds', 'eeds', false],
  ['Über Courant', 'uber', true],
  ['Colours: dark', 'dark co', true],
  ['Trending', 'trending now', false],
])('%s is meant by "%s": %s', (label, text, meant) => {
  expect(matches(label, text)).toBe(meant)
})
