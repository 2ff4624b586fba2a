import { expect, it } from 'vitest'

import { wordsOf } from './filter-names.ts'
import { languageName } from './language-name.ts'

const names = {
  actors: new Map([['nato', 'NATO']]),
  topics: new Map([['16000000', 'conflict, war and peace']]),
  sources: new Map(),
}

it('calls what a filter holds by its name, and what has none by its slug', () => {
  const words = wordsOf(
    'en-GB',
    { actors: { all: ['nato'], none: ['nobody'] }, topics: { any: ['16000000'] } },
    names,
  )
  expect(words.actors).toEqual({ all: ['NATO'], any: [], none: ['nobody'] })
  expect(words.topics.any).toEqual(['conflict, war and peace'])
})

it('knows whether there is more than a sentence can say', () => {
  expect(wordsOf('en-GB', { AND: [] }, names).further).toBe(false)
  expect(wordsOf('en-GB', { OR: [] }, names).further).toBe(true)
})

it.each([
  ['de', 'German'],
  ['xx', 'xx'],
  ['not a code', 'not a code'],
])('the language %s is called %s', (code, name) => {
  expect(languageName('en-GB', code)).toBe(name)
})
