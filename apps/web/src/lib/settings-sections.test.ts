import { expect, it } from 'vitest'

import { placesFor } from './settings-sections.ts'

const account = ['account', 'appearance', 'feeds', 'following']

it.each([
  ['nobody in particular', null, ['appearance']],
  ['a reader', { role: 'READER' as const }, account],
  ['an editor', { role: 'EDITOR' as const }, account],
  ['an admin', { role: 'ADMIN' as const }, [...account, 'keys', 'people']],
])('%s finds the settings that are theirs', (_, reader, names) => {
  expect(placesFor(reader).map(({ name }) => name)).toEqual(names)
})
