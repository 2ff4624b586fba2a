import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { ArticleFilter, Salience, SetFilter } from './filter.ts'
import { filterFromSearchParams, filterToSearchParams } from './url.ts'

describe('a filter as an address', () => {
  it.each<[string, ArticleFilter, string]>([
    ['an empty filter is an empty address', {}, ''],
    [
      'actors that must all be there',
      { actors: { all: ['nato', 'ukraine'] } },
      'actor=nato&actor=ukraine',
    ],
    [
      'any of several topics',
      { topics: { any: ['sport', 'weather'] } },
      'topic.any=sport&topic.any=weather',
    ],
    ['an excluded topic', { topics: { none: ['sport'] } }, 'topic.none=sport'],
    ['a source is one of several', { sources: { any: ['local'] } }, 'source=local'],
    ['a story', { stories: { any: ['0199'] } }, 'story=0199'],
    [
      'articles about an actor',
      { actors: { all: ['nato'] }, salience: 'ABOUT' },
      'actor=nato&salience=about',
    ],
    ['text', { text: '"rate cut" -lira' }, 'text=%22rate+cut%22+-lira'],
    ['text that asks for nothing is left out', { text: ' ' }, ''],
    ['languages', { languages: ['en', 'de'] }, 'language=en&language=de'],
    [
      'dates',
      { publishedAfter: new Date('2026-11-01T00:00:00Z') },
      'after=2026-11-01T00%3A00%3A00.000Z',
    ],
    ['a list that asks for nothing is left out', { actors: { all: [], none: [] } }, ''],
    [
      'a filter that matches nothing keeps doing so',
      { actors: { any: [] } },
      'where=%7B%22OR%22%3A%5B%5D%7D',
    ],
  ])('%s', (_sentence, filter, address) => {
    expect(filterToSearchParams(filter).toString()).toBe(address)
  })

  it('leaves the keys of paging and display alone', () => {
    const params = new URLSearchParams('cursor=abc&actor=nato&density=compact')
    expect(filterFromSearchParams(params)).toEqual({ actors: { all: ['nato'] } })
  })

  it.each([
    ['a date that is none', 'after=yesterday', 'after'],
    ['a salience that is none', 'salience=somewhat', 'salience'],
    ['a nested salience that is none', 'where={"NOT":{"salience":"about"}}', 'where'],
    ['a number for text', 'where={"NOT":{"text":1}}', 'where'],
    ['broken JSON', 'where={', 'where'],
    ['an unknown key', 'where={"NOT":{"colour":["red"]}}', 'where'],
    ['a clause that has a key of its own', 'where={"actors":{"all":["nato"]}}', 'where'],
    ['a number for a slug', 'where={"NOT":{"actors":{"all":[1]}}}', 'where'],
    ['nesting without end', `where=${'{"NOT":'.repeat(99)}{}${'}'.repeat(99)}`, 'where'],
  ])('%s is refused and named', (_sentence, address, parameter) => {
    expect(() => filterFromSearchParams(new URLSearchParams(address))).toThrow(
      expect.objectContaining({ name: 'FilterUrlError', parameter }),
    )
  })

  it('reads back what it writes, for any filter whose lists say something', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const address = filterToSearchParams(filter).toString()
        expect(filterFromSearchParams(new URLSearchParams(address))).toEqual(filter)
      }),
    )
  })
})

const members = fc.array(fc.string({ minLength: 1, unit: 'binary' }).filter(isWellFormed), {
  minLength: 1,
  maxLength: 3,
})
const anySet: fc.Arbitrary<SetFilter> = fc
  .record({ all: members, any: members, none: members }, { requiredKeys: [] })
  .filter((set) => Object.keys(set).length > 0)
const anyDate = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
const anyText = fc
  .string({ minLength: 1, unit: 'binary' })
  .filter((text) => isWellFormed(text) && text.trim() !== '')
const clauses = {
  actors: anySet,
  salience: fc.constantFrom<Salience>('ABOUT', 'MENTIONED'),
  topics: anySet,
  sources: anySet,
  stories: anySet,
  languages: members,
  publishedAfter: anyDate,
  publishedBefore: anyDate,
  text: anyText,
}
const anyFilter = [1, 2].reduce<fc.Arbitrary<ArticleFilter>>(
  (inner) => {
    const several = fc.array(inner, { minLength: 1, maxLength: 2 })
    return fc.record({ ...clauses, AND: several, OR: several, NOT: inner }, { requiredKeys: [] })
  },
  fc.record(clauses, { requiredKeys: [] }),
)

function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}
