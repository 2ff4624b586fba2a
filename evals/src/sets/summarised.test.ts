import { expect, it } from 'vitest'

import { readSummarised } from './summarised.ts'

it('reads a headline, paragraphs of sentences, and the summary', () => {
  const text = 'Mill burns\n\nA mill burned.\nNobody was hurt.\n\nIt was old.\n'
  expect(readSummarised('a', text, 'Nobody was hurt.\n')).toEqual({
    id: 'a',
    headline: 'Mill burns',
    paragraphs: [['A mill burned.', 'Nobody was hurt.'], ['It was old.']],
    summary: ['Nobody was hurt.'],
  })
})
