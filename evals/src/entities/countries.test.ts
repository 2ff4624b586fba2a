import { knowledge } from '@courant/enrich'
import { describe, expect, it } from 'vitest'

import { finds } from '../enrichment.fixture.ts'
import { countryByName, countryOfPlace } from './country-codes.ts'
import { countriesNamedIn } from './country-names.ts'
import { measureCountries } from './countries.ts'

describe('codes', () => {
  it('every country of the knowledge base that is a state today has one', () => {
    const countries = knowledge.entities.filter(({ kind }) => kind === 'COUNTRY')
    const unknown = countries.filter(({ name }) => countryByName(name) === null)
    expect(unknown.map(({ slug }) => slug).filter((slug) => !FORMER.includes(slug))).toEqual([])
    expect(countries.length).toBeGreaterThan(190)
  })

  it.each([
    ['usa', 'US'],
    ['west-germany', 'DE'],
    ['south-africa', 'ZA'],
    ['ivory-coast', 'CI'],
    ['yugoslavia', null],
    ['hong-kong', null],
  ])('%s is %s', (place, code) => {
    expect(countryOfPlace(place)).toBe(code)
  })
})

const FORMER = ['soviet-union', 'yugoslavia', 'czechoslovakia', 'east-germany', 'west-germany']

it.each([
  ['Millers in Britain and the U.S. met', 'GB US'],
  ['a South African and two Japanese', 'ZA JP'],
  ['Georgia fell asleep', ''],
  ['roads of New Mexico and Latin America', ''],
  ['JAPANESE MILLS GRIND', 'JP'],
  ['the chadless Malice of Niger', 'NE'],
])('"%s" names %s', (text, codes) => {
  expect([...countriesNamedIn(text).keys()].join(' ')).toBe(codes)
})

it('counts by places, and leaves alone what the text names and Reuters does not', () => {
  const dispatch = {
    title: 'MILLS',
    body: 'France, Japan and Spain mill. So does Georgia.',
    places: ['france', 'spain', 'usa'],
  }
  const enrich = finds([
    { surface: 'France', kind: 'COUNTRY' },
    { surface: 'Japan', kind: 'COUNTRY', about: false },
    { surface: 'Georgia', kind: 'COUNTRY', about: false },
  ])
  const { rows, misses } = measureCountries([JSON.stringify([dispatch])], enrich)
  expect(Object.fromEntries(rows.map(({ what, value }) => [what, value]))).toEqual({
    // Georgia is wrong, Japan is not judged.
    precision: 1 / 2,
    // Spain is named and missed, the United States are not named.
    recall: 1 / 2,
    'precision against places alone': 1 / 3,
    'recall against places alone': 1 / 3,
    'places that the text names': 2 / 3,
    'precision of those it is about': 1,
  })
  expect(misses.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    'wrong Georgia -> GE',
    'not found ES',
  ])
})
