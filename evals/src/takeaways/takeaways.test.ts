import { describe, expect, it } from 'vitest'

import { passage } from '../article.ts'
import { enrichmentOf } from '../enrichment.fixture.ts'
import { invalidSlices } from './evidence.ts'
import { isSame, measureTakeaways } from './summaries.ts'

describe('evidence', () => {
  const article = passage(['Mills burn. Bakers wait.'])
  const quoting = (quote: string, start: number) =>
    enrichmentOf({
      takeaways: [
        {
          text: quote,
          origin: 'EXTRACTED',
          evidence: { quote, section: 0, paragraph: 0, start, end: start + quote.length },
        },
      ],
    })

  it.each([
    ['the slice at its offsets', 'Bakers wait.', 12, 0],
    ['other offsets', 'Bakers wait.', 11, 1],
    ['other words', 'Bakers sleep', 12, 1],
    ['nothing', '', 0, 1],
    ['beyond the end', 'Bakers wait.', 40, 1],
  ])('%s', (_, quote, start, invalid) => {
    expect(invalidSlices(article, quoting(quote, start)).takeaways).toHaveLength(invalid)
  })

  it('must be there for what was extracted, and may be missing for the publisher’s own', () => {
    const takeaway = { text: 'Mills burn.', evidence: null }
    const without = (origin: 'EXTRACTED' | 'PUBLISHER') =>
      invalidSlices(article, enrichmentOf({ takeaways: [{ ...takeaway, origin }] })).takeaways
    expect(without('EXTRACTED')).toHaveLength(1)
    expect(without('PUBLISHER')).toHaveLength(0)
  })
})

it.each([
  ['Mills burn in Ulm.', 'Mills burn in Ulm', true],
  ['Mills burn in Ulm.', 'Mills burn in Bonn.', false],
  ['Mills burn.', 'Mills burn, and so do the bakeries of the old town.', false],
  ['', '', false],
])('"%s" and "%s" are the same sentence: %s', (a, b, same) => {
  expect(isSame(a, b)).toBe(same)
})

it('P@3 is a share of three, however few takeaways there are', () => {
  const text = {
    id: 'a',
    headline: 'Mills',
    paragraphs: [
      ['Mills burn.', 'Bakers wait.'],
      ['Nobody knows why.', 'Rain falls.'],
    ],
    summary: ['Mills burn.', 'Rain falls.'],
  }
  const { rows } = measureTakeaways([text], ({ takeaways: given }) => {
    const extracted = { text: 'Rain falls.', origin: 'EXTRACTED', evidence: null } as const
    return enrichmentOf({ takeaways: given === undefined ? [extracted] : [] })
  })
  expect(rows.map(({ value }) => value)).toEqual([1 / 3, 1 / 3, 0])
})
