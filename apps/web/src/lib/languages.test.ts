import { expect, it } from 'vitest'

import { languageFor } from './languages.ts'

it.each([
  [undefined, null, 'en'],
  [undefined, 'de', 'de'],
  [undefined, 'de-AT,de;q=0.9,en;q=0.8', 'de'],
  [undefined, 'en-US,en;q=0.9,de;q=0.8', 'en'],
  [undefined, 'fr-FR,fr;q=0.9,de;q=0.5,en;q=0.4', 'de'],
  [undefined, 'fr', 'en'],
  [undefined, 'de;q=0, fr', 'en'],
  [undefined, '*', 'en'],
  [undefined, ';;;=,\u0000', 'en'],
  ['de', 'en', 'de'],
  ['en', 'de', 'en'],
  ['toString', 'de', 'de'],
])('who chose %s and accepts %s reads %s', (chosen, accepted, language) => {
  expect(languageFor(chosen, accepted)).toBe(language)
})
