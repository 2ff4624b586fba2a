import { describe, expect, it } from 'vitest'

import { supportOf } from './evidence.ts'
import type { StatedEvidence, Support } from './evidence.ts'

const article = { lead: 'A lead.', sections: [{ paragraphs: ['One.', 'Two three.'] }] }

describe('what supports a takeaway', () => {
  it.each<[string, StatedEvidence | null, Support]>([
    [
      'a slice of a paragraph',
      { quote: 'three', section: 0, paragraph: 1, start: 4, end: 9 },
      { kind: 'text', section: 0, paragraph: 1, start: 4, end: 9 },
    ],
    [
      'a slice of the lead',
      { quote: 'A lead.', section: null, paragraph: null, start: 0, end: 7 },
      { kind: 'text', section: null, paragraph: null, start: 0, end: 7 },
    ],
    [
      'words that a revision has changed',
      { quote: 'Four.', section: 0, paragraph: 1, start: 0, end: 5 },
      { kind: 'earlier', quote: 'Four.' },
    ],
    [
      'a paragraph that a revision has dropped',
      { quote: 'Gone.', section: 3, paragraph: 0, start: 0, end: 5 },
      { kind: 'earlier', quote: 'Gone.' },
    ],
    ['nothing', null, { kind: 'none' }],
  ])('%s', (_sentence, evidence, expected) => {
    expect(supportOf(article, evidence)).toEqual(expected)
  })
})
