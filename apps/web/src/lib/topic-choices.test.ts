import type { ArticleFilter } from '@courant/filter'
import { describe, expect, it } from 'vitest'

import { offeredTopics } from './topic-choices.ts'

const topics = [
  { slug: 'sport', code: '15000000', label: 'sport', parent: null },
  { slug: 'economy', code: '04000000', label: 'economy', parent: null },
  { slug: 'banking', code: '20000274', label: 'banking', parent: { slug: 'economy' } },
  { slug: 'tennis', code: '20001085', label: 'tennis', parent: { slug: 'sport' } },
]

describe('the topics to choose from', () => {
  it.each<[string, ArticleFilter, string[]]>([
    ['are the topmost ones by label', {}, ['economy', 'sport']],
    ['say which is chosen', { topics: { any: ['sport'] } }, ['economy', 'sport (sport)']],
    [
      'hold a narrow one that the filter asks for',
      { topics: { all: ['tennis'] } },
      ['economy', 'sport', 'tennis (tennis)'],
    ],
    [
      'hold a narrow one that the filter shuts out',
      { topics: { none: ['banking'] } },
      ['economy', 'sport', 'banking (banking)'],
    ],
    [
      'are found by their codes too, and taken out as they are named',
      { topics: { all: ['15000000', '20001085'] } },
      ['economy', 'sport (15000000)', 'tennis (20001085)'],
    ],
  ])('%s', (_, filter, expected) => {
    const shown = offeredTopics(filter, topics, 'en').map(({ label, member, chosen }) =>
      chosen ? `${label} (${member})` : label,
    )
    expect(shown).toEqual(expected)
  })
})
