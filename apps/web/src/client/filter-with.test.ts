import { filterFromSearchParams, filterToSearchParams } from '@courant/filter'
import { expect, it } from 'vitest'

import { filterWith } from './filter-with.ts'
import type { Mode } from './filter-with.ts'

it.each<[string, 'actor' | 'topic', Mode, string, string]>([
  ['', 'actor', 'all', 'nato', 'actor=nato'],
  ['actor=nato', 'actor', 'all', 'ukraine', 'actor=nato&actor=ukraine'],
  ['topic=sport&language=de', 'actor', 'all', 'nato', 'actor=nato&topic=sport&language=de'],
  ['actor=nato&language=de', 'topic', 'none', 'sport', 'actor=nato&topic.none=sport&language=de'],
  ['actor=nato', 'actor', 'any', 'nato', 'actor.any=nato'],
  [
    'actor.none=nato&topic.any=war',
    'topic',
    'all',
    'sport',
    'actor.none=nato&topic=sport&topic.any=war',
  ],
])('%s with a %s (%s) %s is %s', (before, set, mode, slug, expected) => {
  const query = filterWith(new URLSearchParams(before), set, mode, slug)
  expect(query).toBe(expected)
  const canonical = filterToSearchParams(filterFromSearchParams(new URLSearchParams(query)))
  expect(query, 'as the pages write it').toBe(canonical.toString())
})
