import { expect, it } from 'vitest'

import { type Known, finds } from '../enrichment.fixture.ts'
import { measureMentions } from './wikigold.ts'

const conll =
  'Ada I-PER\nLund I-PER\nleft O\nUlm I-LOC\nfor O\nOld I-MISC\nBonn I-MISC\nDays I-MISC\n'

function figures(names: Known[]) {
  const { rows, misses } = measureMentions(conll, finds(names))
  return { of: Object.fromEntries(rows.map(({ what, value }) => [what, value])), misses }
}

it('takes a mention that has the same borders, of whatever kind', () => {
  const { of } = figures([{ surface: 'Ada Lund', kind: 'PLACE' }, { surface: 'Ulm' }])
  expect(of).toMatchObject({ F1: 1, precision: 1, recall: 1, 'F1 with the right kind': 0.5 })
})

it('counts other borders as one that was missed and one that was made up', () => {
  const { of, misses } = figures([{ surface: 'Ada' }, { surface: 'Ulm' }])
  expect(of).toMatchObject({ F1: 0.5, precision: 0.5, recall: 0.5 })
  expect(misses.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    'missed Ada Lund',
    'made up Ada',
  ])
})

it('judges what is found within a MISC only where MISC counts', () => {
  const { of } = figures([{ surface: 'Ada Lund' }, { surface: 'Ulm' }, { surface: 'Bonn' }])
  expect(of).toMatchObject({ F1: 1, precision: 1 })
  expect(of['F1 with MISC']).toBeCloseTo(2 / 3)
})

it('counts hidden candidates too, and says what there is without them', () => {
  const { of } = figures([{ surface: 'Ada Lund', isHidden: true }, { surface: 'Ulm' }])
  expect(of).toMatchObject({ F1: 1, 'precision without hidden candidates': 1 })
  expect(of['F1 without hidden candidates']).toBeCloseTo(2 / 3)
})
