import { expect, it } from 'vitest'

import { formatMisses } from './misses.ts'
import { formatTable, formatValue } from './table.ts'

it('says for each measure what it gave, what it must, and where there was no data', () => {
  const table = formatTable([
    {
      name: 'bbc',
      title: 'Topics',
      measurement: {
        misses: [],
        rows: [
          { what: 'accuracy', value: 0.97, key: 'bbc.accuracy', floor: 0.95 },
          { what: 'macro-F1', value: 0.94, floor: 0.95 },
          { what: 'texts', value: 2225, unit: 'count' },
        ],
      },
    },
    { name: 'rss500', title: 'Links', measurement: null },
  ])
  expect(table).toBe(
    [
      '        figure    value             at least',
      'Topics  accuracy  0.970             0.95',
      '        macro-F1  0.940             0.95, missed',
      '        texts     2225',
      'Links             skipped: no data',
    ].join('\n'),
  )
})

it.each([
  [0.9499, '0.949'],
  [0.95, '0.950'],
  [0.29, '0.290'],
  [1, '1.000'],
])('%d is printed as %s', (value, printed) => {
  expect(formatValue({ what: '', value })).toBe(printed)
})

it('counts misses that are alike before it lists them', () => {
  const missed = { kind: 'missed', subject: 'Ulm', context: 'in [[Ulm]]' }
  const misses = [missed, { ...missed, context: 'to [[Ulm]]' }, { ...missed, subject: 'Bonn' }]
  expect(formatMisses(misses)).toBe(
    [
      '# missed: 3',
      '',
      '    2 Ulm',
      '',
      '- Ulm | in [[Ulm]]',
      '- Ulm | to [[Ulm]]',
      '- Bonn | in [[Ulm]]',
      '',
    ].join('\n'),
  )
})
