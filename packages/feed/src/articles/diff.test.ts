import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { type ArticleDiff, diffOf, type RevisionContent } from './diff.ts'
import { type DiffParagraph, diffParagraphs, type Paragraph } from './diff-paragraphs.ts'
import { type DiffSegment, diffWords } from './diff-words.ts'

/** For people: what is gone in [-brackets-], what is new in {+braces+}. */
const show = (segments: readonly DiffSegment[]) =>
  segments
    .map(({ change, text }) => {
      if (change === 'kept') return text
      return change === 'removed' ? `[-${text}-]` : `{+${text}+}`
    })
    .join('')

const textOf = (segments: readonly DiffSegment[], without: DiffSegment['change']) =>
  segments
    .filter(({ change }) => change !== without)
    .map(({ text }) => text)
    .join('')

describe('words', () => {
  it.each([
    ['equal texts are kept', 'One two.', 'One two.', 'One two.'],
    [
      'a word is replaced',
      'Ten people were hurt.',
      'Twelve people were hurt.',
      '[-Ten-]{+Twelve+} people were hurt.',
    ],
    [
      'a word is added with its space',
      'The dam broke.',
      'The old dam broke.',
      'The {+old +}dam broke.',
    ],
    [
      'a word goes with its space',
      'The old dam broke.',
      'The dam broke.',
      'The [-old -]dam broke.',
    ],
    [
      'neighbouring words change together',
      'an old red car',
      'a new blue car',
      '[-an old red-]{+a new blue+} car',
    ],
    ['numbers are one word', 'up 3.5 percent', 'up 3.7 percent', 'up [-3.5-]{+3.7+} percent'],
    ['so is a word with an apostrophe', "It don't", "It doesn't", "It [-don't-]{+doesn't+}"],
    ['marks change by themselves', 'Really.', 'Really?', 'Really[-.-]{+?+}'],
    [
      'letters with marks are not cut',
      'Sa\u{303}o',
      'Sa\u{303}\u{323}o',
      '[-Sa\u{303}o-]{+Sa\u{303}\u{323}o+}',
    ],
    ['without spaces characters count', '北京发生火灾', '上海发生火灾', '[-北京-]{+上海+}发生火灾'],
    ['an emoji is one', 'By 👩‍🚀', 'By 👨‍🚀', 'By [-👩‍🚀-]{+👨‍🚀+}'],
    ['something comes from nothing', '', 'By Ada', '{+By Ada+}'],
    ['and goes to nothing', 'By Ada', '', '[-By Ada-]'],
    ['nothing is nothing', '', '', ''],
  ])('%s', (_case, before, after, expected) => {
    expect(show(diffWords(before, after))).toBe(expected)
  })

  it('give both texts back, whatever these are', () => {
    const word = fc.constantFrom(
      'a',
      'b',
      'the',
      ' ',
      '  ',
      '\n',
      '.',
      '日',
      '😀',
      'é',
      '3.5',
      '\u{301}',
    )
    const text = fc.oneof(
      fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(text, text, (before, after) => {
        const segments = diffWords(before, after)
        expect(textOf(segments, 'added')).toBe(before)
        expect(textOf(segments, 'removed')).toBe(after)
        expect(segments.every(({ text }) => text !== '')).toBe(true)
        // Two of a kind in a row would be one; what is new stands after what is gone.
        const order = segments.map(({ change }) => change).join(' ')
        expect(order).not.toMatch(/(kept|removed|added) \1|added removed/)
      }),
    )
  })
})

const paragraphs = (...texts: string[]): Paragraph[] =>
  texts.map((text) =>
    text.startsWith('# ') ? { kind: 'crosshead', text } : { kind: 'paragraph', text },
  )
const outline = (diff: readonly DiffParagraph[]) =>
  diff.map(({ change, segments }) => `${change}: ${show(segments)}`)

describe('paragraphs', () => {
  it.each([
    [
      'one that changed is compared word by word',
      ['The dam broke.', 'Ten people were hurt there.'],
      ['The dam broke.', 'Twelve people were hurt there.'],
      ['kept: The dam broke.', 'changed: [-Ten-]{+Twelve+} people were hurt there.'],
    ],
    [
      'one that is new is added whole',
      ['The dam broke.', 'Rain goes on.'],
      ['The dam broke.', 'Nobody was hurt.', 'Rain goes on.'],
      ['kept: The dam broke.', 'added: {+Nobody was hurt.+}', 'kept: Rain goes on.'],
    ],
    [
      'one that is gone is removed whole',
      ['The dam broke.', 'Rain goes on.'],
      ['Rain goes on.'],
      ['removed: [-The dam broke.-]', 'kept: Rain goes on.'],
    ],
    [
      'one that was written anew is no version of the old one',
      ['The dam broke on Monday evening.'],
      ['Officials have opened an inquiry.'],
      [
        'removed: [-The dam broke on Monday evening.-]',
        'added: {+Officials have opened an inquiry.+}',
      ],
    ],
    [
      'several that changed find their own versions past those that are new',
      ['The mayor spoke of a failure of trust.', 'The dam was forty years old in May.'],
      [
        'Farmers lost their harvest.',
        'The mayor spoke of a failure of the state.',
        'Schools stay closed.',
        'The dam was fifty years old in May.',
      ],
      [
        'added: {+Farmers lost their harvest.+}',
        'changed: The mayor spoke of a failure of [-trust-]{+the state+}.',
        'added: {+Schools stay closed.+}',
        'changed: The dam was [-forty-]{+fifty+} years old in May.',
      ],
    ],
    [
      'the best version counts, not the first that is alike',
      ['one two three four five six'],
      ['one two three four X Y', 'one two three four five X'],
      ['added: {+one two three four X Y+}', 'changed: one two three four five [-six-]{+X+}'],
    ],
    [
      'a crosshead is no version of a paragraph',
      ['# A long night for the town'],
      ['A long night for the town'],
      ['removed: [-# A long night for the town-]', 'added: {+A long night for the town+}'],
    ],
    [
      'one that was moved is removed and added',
      ['First.', 'Second of all.', 'Third.'],
      ['Second of all.', 'Third.', 'First.'],
      ['removed: [-First.-]', 'kept: Second of all.', 'kept: Third.', 'added: {+First.+}'],
    ],
    ['nothing is nothing', [], [], []],
  ])('%s', (_case, before, after, expected) => {
    expect(outline(diffParagraphs(paragraphs(...before), paragraphs(...after)))).toEqual(expected)
  })

  it('give both texts back, whatever these are', () => {
    const line = fc.constantFrom('a b c d', 'a b c e', 'a b f g', 'x', '# a b c d', '# x', '日本 a')
    const text = fc.array(line, { maxLength: 12 }).map((lines) => paragraphs(...lines))
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(readBack(diffParagraphs(before, after), 'added')).toEqual(before)
        expect(readBack(diffParagraphs(before, after), 'removed')).toEqual(after)
      }),
    )
  })
})

function readBack(diff: readonly DiffParagraph[], without: 'added' | 'removed'): Paragraph[] {
  return diff
    .filter(({ change }) => change !== without)
    .map(({ kind, segments }) => ({ kind, text: textOf(segments, without) }))
}

describe('an article', () => {
  const before: RevisionContent = {
    headline: 'Dam breaks',
    lead: 'A dam broke on Monday.',
    byline: null,
    imageUrl: 'https://gazette.example/dam.jpg',
    sections: [{ crosshead: 'The night', paragraphs: ['Ten people were hurt there.'] }],
    takeaways: [
      { text: 'Dams age.', origin: 'PUBLISHER', model: null, evidence: null },
      { text: 'Ten people were hurt.', origin: 'EXTRACTED', model: null, evidence: null },
    ],
  }
  const unchanged: ArticleDiff = {
    headline: null,
    lead: null,
    byline: null,
    image: null,
    sections: null,
    takeaways: null,
  }
  const kept = (text: string): DiffSegment => ({ change: 'kept', text })

  it.each<[string, Partial<RevisionContent>, Partial<ArticleDiff>]>([
    ['that reads the same has no difference', {}, {}],
    [
      'of a new headline',
      { headline: 'Old dam breaks' },
      {
        headline: [
          { change: 'removed', text: 'Dam' },
          { change: 'added', text: 'Old dam' },
          kept(' breaks'),
        ],
      },
    ],
    [
      'of a new lead',
      { lead: 'A dam broke on Tuesday.' },
      {
        lead: [
          kept('A dam broke on '),
          { change: 'removed', text: 'Monday' },
          { change: 'added', text: 'Tuesday' },
          kept('.'),
        ],
      },
    ],
    ['that got a byline', { byline: 'Ada' }, { byline: [{ change: 'added', text: 'Ada' }] }],
    [
      'that lost its picture',
      { imageUrl: null },
      { image: { before: 'https://gazette.example/dam.jpg', after: null } },
    ],
    ['of which what we found ourselves is other', { takeaways: [before.takeaways[0]!] }, {}],
    [
      'of which the publisher sees another consequence',
      { takeaways: [{ ...before.takeaways[0]!, text: 'Trust went.' }] },
      {
        takeaways: [
          {
            kind: 'takeaway',
            change: 'removed',
            segments: [{ change: 'removed', text: 'Dams age.' }],
          },
          {
            kind: 'takeaway',
            change: 'added',
            segments: [{ change: 'added', text: 'Trust went.' }],
          },
        ],
      },
    ],
    [
      'that lost a crosshead',
      { sections: [{ crosshead: null, paragraphs: ['Ten people were hurt there.'] }] },
      {
        sections: [
          {
            kind: 'crosshead',
            change: 'removed',
            segments: [{ change: 'removed', text: 'The night' }],
          },
          { kind: 'paragraph', change: 'kept', segments: [kept('Ten people were hurt there.')] },
        ],
      },
    ],
  ])('%s', (_case, next, expected) => {
    expect(diffOf(before, { ...before, ...next })).toEqual({ ...unchanged, ...expected })
  })

  /** As large as an article can be, and as unlike as two can. */
  const giants: [string, (seed: number) => string[]][] = [
    ['one paragraph of other words', (seed) => [words(16_000, seed)]],
    [
      'paragraphs of a letter',
      (seed) => Array.from({ length: 50_000 }, (_, at) => `${(at * seed) % 10}`),
    ],
    [
      'paragraphs of some words',
      (seed) => Array.from({ length: 1_000 }, (_, at) => words(15, at * seed)),
    ],
    ['only marks', (seed) => ['!?.,;'.repeat(20_000).slice(seed)]],
    ['one word', (seed) => ['x'.repeat(100_000 - seed)]],
  ]
  it.each(giants)('of a giant body is compared all the same: %s', (_case, bodyOf) => {
    const version = (seed: number) => ({
      ...before,
      sections: [{ crosshead: null, paragraphs: ['The same.', ...bodyOf(seed), 'The end.'] }],
    })
    const { sections } = diffOf(version(3), version(7))
    expect(sections?.[0]).toMatchObject({ change: 'kept' })
    expect(sections?.at(-1)).toMatchObject({ change: 'kept' })
    const text = readBack(sections ?? [], 'removed').map(({ text }) => text)
    expect(text).toEqual(version(7).sections[0]!.paragraphs)
  })
})

function words(count: number, seed: number): string {
  return Array.from({ length: count }, (_, at) =>
    (((at + 1) * seed * 2_654_435_761) % 9_973).toString(36),
  ).join(' ')
}
