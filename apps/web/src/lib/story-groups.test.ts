import { expect, it } from 'vitest'

import { groupByStory } from './story-groups.ts'

const article = (name: string, story?: string) => ({ name, story: story ? { id: story } : null })

it.each([
  ['nothing', [], []],
  ['articles of no story', [article('a'), article('b')], [['a'], ['b']]],
  [
    'those of one story stand where its first does, in their order',
    [article('a', '1'), article('b', '2'), article('c', '1'), article('d'), article('e', '1')],
    [['a', 'c', 'e'], ['b'], ['d']],
  ],
])('%s', (_, articles, expected) => {
  const groups = groupByStory(articles)
  expect(groups.map(({ first, others }) => [first, ...others].map(({ name }) => name))).toEqual(
    expected,
  )
})
