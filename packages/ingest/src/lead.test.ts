import { expect, test } from 'vitest'

import type { ParsedSection } from './article.ts'
import { leadOf, maxLead } from './lead.ts'

const opening = 'The ferry to the island runs again after three days of storm in the bay.'
const second = 'The harbour master spoke of the worst week in years.'

const body = (...paragraphs: string[]): ParsedSection[] => [{ crosshead: null, paragraphs }]

test.each([
  ['without a summary, the first paragraph leads', '', opening, body(second)],
  [
    'a summary of its own leads, and the body stays whole',
    'Storm over.',
    'Storm over.',
    body(opening, second),
  ],
  ['a summary that is the first paragraph is not repeated', opening, opening, body(second)],
  ['nor one that was cut off', `${opening.slice(0, 50)} […]`, opening, body(second)],
  ['nor one that was cut off with dots', `${opening.slice(0, 50)}...`, opening, body(second)],
  [
    'nor one that goes on into the second',
    `${opening} ${second.slice(0, 20)}…`,
    opening,
    body(second),
  ],
  [
    'nor one that is spaced otherwise',
    opening.replace('again after', 'again  after'),
    opening,
    body(second),
  ],
  ['two words at the beginning are no summary', 'The ferry', 'The ferry', body(opening, second)],
])('%s', (_case, summary, lead, sections) => {
  expect(leadOf(summary, body(opening, second))).toEqual({ lead, sections })
})

test('a body of one paragraph becomes the lead alone', () => {
  expect(leadOf('', body(opening))).toEqual({ lead: opening, sections: [] })
})

test('what stands under a crosshead does not lead', () => {
  const sections = [{ crosshead: 'The storm', paragraphs: [opening] }]
  expect(leadOf('', sections)).toEqual({ lead: '', sections })
})

test('a first paragraph of a whole page stays in the body', () => {
  const endless = 'word '.repeat(maxLead).trim()
  expect(leadOf('', body(endless))).toEqual({ lead: endless, sections: body(endless) })
})

test('nothing at all', () => {
  expect(leadOf('', [])).toEqual({ lead: '', sections: [] })
})
