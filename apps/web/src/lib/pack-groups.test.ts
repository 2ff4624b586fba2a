import { expect, it } from 'vitest'

import { groupsOf, languagesOf } from './pack-groups.ts'

const packs = [
  { title: 'The world', language: 'en', country: null },
  { title: 'Poland', language: 'pl', country: 'PL' },
  { title: 'Ireland', language: 'en', country: 'IE' },
  { title: 'Science', language: 'mul', country: null },
]

it('languages are named and sorted by their names, each once', () => {
  expect(languagesOf('en-GB', packs)).toEqual([
    { tag: 'en', name: 'English' },
    { tag: 'mul', name: 'Multiple languages' },
    { tag: 'pl', name: 'Polish' },
  ])
})

it('packs of countries stand apart, all by title', () => {
  const { countries, others } = groupsOf('en-GB', packs)
  expect(countries.map(({ title }) => title)).toEqual(['Ireland', 'Poland'])
  expect(others.map(({ title }) => title)).toEqual(['Science', 'The world'])
})
