import { expect, it } from 'vitest'

import { doneWords } from './done-words.ts'
import { wordsIn } from './words-in.ts'

it.each([
  ['done=pause', 'The Lantern', 'The Lantern is paused.'],
  ['done=pause', null, null],
  ['done=removed&count=12', null, 'The source is removed, and 12 articles with it.'],
  ['done=removed&count=1', null, 'The source is removed, and 1 article with it.'],
  ['done=pack&count=1200', null, '1,200 sources are new. They are read in a moment.'],
  ['done=pack&count=0', null, 'All that you chose were sources already.'],
  ['done=removed&count=-1', null, null],
  ['done=removed&count=<b>', null, null],
  ['done=toString', 'The Lantern', null],
  ['', 'The Lantern', null],
])('?%s of %s says %j', (query, name, words) => {
  expect(doneWords(wordsIn('en', 'sources'), new URLSearchParams(query), name)).toBe(words)
})
