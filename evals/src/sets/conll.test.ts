import { describe, expect, it } from 'vitest'

import { readConll } from './conll.ts'

function surfaces(conll: string, spacing: 'natural' | 'tokens' = 'natural') {
  return readConll(conll, spacing).map(({ paragraphs, entities }) =>
    entities.map(({ type, paragraph, start, end }) => [
      type,
      paragraphs[paragraph]?.slice(start, end),
    ]),
  )
}

const columns = (text: string) => text.trim().replaceAll(' | ', '\n')

it.each([
  ['IO', 'The O | Old I-ORG | Mill I-ORG | in O | Ulm I-LOC'],
  ['IOB', 'The O | Old B-ORG | Mill I-ORG | in O | Ulm B-LOC'],
  ['IOBES', 'The O | Old B-ORG | Mill E-ORG | in O | Ulm S-LOC'],
  ['four columns', 'The DT x O | Old JJ x I-ORG | Mill NN x I-ORG | in IN x O | Ulm NN x I-LOC'],
])('reads entities tagged by %s', (_, conll) => {
  expect(surfaces(columns(conll))).toEqual([
    [
      ['ORG', 'Old Mill'],
      ['LOC', 'Ulm'],
    ],
  ])
})

it('keeps neighbours of one type apart where a tag begins a new one', () => {
  const found = surfaces(columns('Ada B-PER | Bo B-PER | Lund I-PER'))
  expect(found).toEqual([
    [
      ['PER', 'Ada'],
      ['PER', 'Bo Lund'],
    ],
  ])
})

it('takes what lies between two -DOCSTART- for a document, a sentence a paragraph', () => {
  const conll = 'One O\n\nTwo O\n\n-DOCSTART- O\n\nThree I-PER\n'
  expect(readConll(conll, 'natural').map(({ paragraphs }) => paragraphs)).toEqual([
    ['One', 'Two'],
    ['Three'],
  ])
})

it('takes each sentence for a document where there is no -DOCSTART-', () => {
  expect(readConll('One O\n\nTwo I-PER\n', 'natural')).toHaveLength(2)
})

describe('spacing', () => {
  const conll = columns(
    'He O | said O | " O | Ulm I-LOC | \'s O | mill O | ( O | 1900 O | ) O | burns O | , O | sir O | . O | " O',
  )

  it('is as in print, with the offsets of that', () => {
    expect(readConll(conll, 'natural')[0]?.paragraphs).toEqual([
      'He said "Ulm\'s mill (1900) burns, sir."',
    ])
    expect(surfaces(conll)).toEqual([[['LOC', 'Ulm']]])
  })

  it('is one space between all tokens, with the offsets of that', () => {
    expect(readConll(conll, 'tokens')[0]?.paragraphs).toEqual([
      'He said " Ulm \'s mill ( 1900 ) burns , sir . "',
    ])
    expect(surfaces(conll, 'tokens')).toEqual([[['LOC', 'Ulm']]])
  })
})

it('refuses a text that is no columns', () => {
  expect(() => readConll('Boats left Ulm.\n', 'natural')).toThrow('no tag')
})
