import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { markText } from './mark-text.ts'
import type { EvidenceSpan, MarkedNode, MentionSpan } from './mark-text.ts'

const text = 'NATO expands in Ukraine. It said so.'
const nato: MentionSpan = { actor: 'nato', start: 0, end: 4 }
const ukraine: MentionSpan = { actor: 'ukraine', start: 16, end: 23 }
const firstSentence: EvidenceSpan = { takeaway: 1, start: 0, end: 24 }

/** "[1 …]" is evidence for takeaway 1, "[1+ …]" its continuation, "<nato …>" a mention. */
function written(nodes: readonly MarkedNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text
      if (node.kind === 'actor') return `<${node.actor} ${node.text}>`
      return `[${node.takeaway}${node.continued ? '+' : ''} ${written(node.children)}]`
    })
    .join('')
}

function textOf(nodes: readonly MarkedNode[]): string {
  return nodes
    .map((node) => (node.kind === 'evidence' ? textOf(node.children) : node.text))
    .join('')
}

describe('marking a text', () => {
  it.each<[string, MentionSpan[], EvidenceSpan[], string]>([
    ['nothing to mark', [], [], 'NATO expands in Ukraine. It said so.'],
    [
      'actors, given in any order',
      [ukraine, nato],
      [],
      '<nato NATO> expands in <ukraine Ukraine>. It said so.',
    ],
    [
      'actors within evidence',
      [nato, ukraine],
      [firstSentence],
      '[1 <nato NATO> expands in <ukraine Ukraine>.] It said so.',
    ],
    [
      'one sentence that supports two takeaways',
      [nato],
      [firstSentence, { ...firstSentence, takeaway: 2 }],
      '[1 [2 <nato NATO> expands in Ukraine.]] It said so.',
    ],
    [
      'evidence within evidence',
      [],
      [
        { takeaway: 1, start: 5, end: 12 },
        { ...firstSentence, takeaway: 2 },
      ],
      '[2 NATO [1 expands] in Ukraine.] It said so.',
    ],
    [
      'slices that cross: the second goes on behind the first',
      [],
      [
        { takeaway: 1, start: 0, end: 15 },
        { takeaway: 2, start: 5, end: 23 },
      ],
      '[1 NATO [2 expands in]][2+  Ukraine]. It said so.',
    ],
    [
      'a mention cut by the end of evidence',
      [{ actor: 'nato', start: 0, end: 12 }],
      [{ takeaway: 1, start: 0, end: 4 }],
      '[1 <nato NATO>]<nato  expands> in Ukraine. It said so.',
    ],
    [
      'mentions that overlap: the longer of two at one place counts',
      [nato, { actor: 'nato-expansion', start: 0, end: 12 }],
      [],
      '<nato-expansion NATO expands> in Ukraine. It said so.',
    ],
    [
      'spans outside the text are clipped or dropped',
      [
        { actor: 'past', start: 90, end: 99 },
        { actor: 'so', start: 33, end: 99 },
      ],
      [{ takeaway: 1, start: 4, end: 4 }],
      'NATO expands in Ukraine. It said <so so.>',
    ],
  ])('%s', (_sentence, mentions, evidence, expected) => {
    expect(written(markText(text, mentions, evidence))).toBe(expected)
  })

  it('gives all of the text back in order, whatever the spans', () => {
    const offset = fc.integer({ min: -5, max: 45 })
    const mention = fc.record({ actor: fc.constantFrom('a', 'b'), start: offset, end: offset })
    const slice = fc.record({
      takeaway: fc.integer({ min: 1, max: 3 }),
      start: offset,
      end: offset,
    })
    fc.assert(
      fc.property(fc.string(), fc.array(mention), fc.array(slice), (text, mentions, evidence) => {
        expect(textOf(markText(text, mentions, evidence))).toBe(text)
      }),
    )
  })
})
