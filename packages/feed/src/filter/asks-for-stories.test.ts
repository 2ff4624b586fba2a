import type { ArticleFilter } from '@courant/filter'
import { expect, it } from 'vitest'

import { asksForStories } from './asks-for-stories.ts'

it.each<[ArticleFilter | null, boolean]>([
  [null, false],
  [{}, false],
  [{ actors: { all: ['nato'] }, OR: [{ languages: ['en'] }] }, false],
  [{ stories: {} }, false],
  [{ stories: { any: [] } }, true],
  [{ stories: { none: ['a'] } }, true],
  [{ AND: [{ OR: [{ stories: { all: ['a'] } }] }] }, true],
  [{ NOT: { stories: { any: ['a'] } } }, true],
])('%j: %s', (filter, asks) => {
  expect(asksForStories(filter)).toBe(asks)
})
