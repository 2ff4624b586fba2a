import { expect, it } from 'vitest'

import { byFolder, foldersOf } from './source-folders.ts'

const sources = [
  { name: 'Der Elbbote', folder: 'News/Germany' },
  { name: 'Open Bench', folder: null },
  { name: 'Rheinblick', folder: 'News/Germany' },
  { name: 'The Lantern', folder: 'Local' },
  { name: 'Zeta', folder: '' },
]

it('sources stand by folder, those without one last', () => {
  const shown = byFolder('en-GB', sources).map(({ name, sources }) => [
    name,
    sources.map(({ name }) => name),
  ])
  expect(shown).toEqual([
    ['Local', ['The Lantern']],
    ['News/Germany', ['Der Elbbote', 'Rheinblick']],
    [null, ['Open Bench', 'Zeta']],
  ])
  expect(foldersOf('en-GB', sources)).toEqual(['Local', 'News/Germany'])
})
