import type { ArticleFilter } from '@courant/filter'
import { describe, expect, it } from 'vitest'

import { clausesOf } from './filter-clauses.ts'

const names = {
  actors: new Map([['nato', 'NATO']]),
  topics: new Map([['sport', 'Sport']]),
  sources: new Map(),
}

describe('the clauses of a filter', () => {
  it.each<[string, ArticleFilter, [string, ArticleFilter][]]>([
    ['an empty filter has none', {}, []],
    [
      'each actor and topic is one, in whatever way it is asked for',
      { actors: { all: ['nato'] }, topics: { none: ['sport'] } },
      [
        ['NATO', { topics: { none: ['sport'] } }],
        ['Sport', { actors: { all: ['nato'] } }],
      ],
    ],
    [
      'one that is asked for twice can be taken away once',
      { actors: { all: ['nato'], none: ['nato'] } },
      [
        ['NATO', { actors: { none: ['nato'] } }],
        ['NATO', { actors: { all: ['nato'] } }],
      ],
    ],
    ['a name that is not known is a slug', { sources: { any: ['local'] } }, [['local', {}]]],
    [
      'each language is one',
      { languages: ['en', 'de'] },
      [
        ['English', { languages: ['de'] }],
        ['German', { languages: ['en'] }],
      ],
    ],
    [
      'a code that is no language stays a code',
      { languages: ['not a code'] },
      [['not a code', {}]],
    ],
    [
      'the dates are two',
      { publishedAfter: new Date('2026-05-01'), publishedBefore: new Date('2026-06-01') },
      [
        ['since 1 May 2026', { publishedBefore: new Date('2026-06-01') }],
        ['before 1 June 2026', { publishedAfter: new Date('2026-05-01') }],
      ],
    ],
    [
      'words, salience and stories are one each',
      { text: 'rate cut', salience: 'ABOUT', stories: { any: ['1'] } },
      [
        ['only as the subject', { text: 'rate cut', stories: { any: ['1'] } }],
        ['“rate cut”', { salience: 'ABOUT', stories: { any: ['1'] } }],
        ['one story', { text: 'rate cut', salience: 'ABOUT' }],
      ],
    ],
    [
      'whatever is nested goes as one',
      { NOT: { languages: ['de'] }, OR: [{}] },
      [['further conditions', {}]],
    ],
  ])('%s', (_sentence, filter, expected) => {
    expect(clausesOf('en', filter, names).map(({ name, rest }) => [name, rest])).toEqual(expected)
  })
})
