import { describe, expect, it } from 'vitest'

import { builtInMap, classesOf, readTopicsMap } from './classes.ts'
import { strongest } from './topics.ts'

describe('the strongest of some top-level topics', () => {
  const allowed = new Set(['04000000', '15000000'])

  it.each([
    ['the highest score wins', { '04000000': 0.4, '15000000': 0.6 }, '15000000'],
    ['others do not count', { '16000000': 0.9, '15000000': 0.6 }, '15000000'],
    ['there may be none', { '16000000': 0.9 }, null],
  ])('%s', (_, scores, code) => {
    const topics = Object.entries(scores).map(([code, score]) => ({ code, score }))
    expect(strongest(topics, allowed)).toBe(code)
  })
})

describe('classes', () => {
  it('are the labels, each with its codes', () => {
    const classes = classesOf(['sport', 'tech', 'sport'], builtInMap)
    expect(classes.map(({ name, codes }) => [name, ...codes])).toEqual([
      ['sport', '15000000'],
      ['tech', '13000000'],
    ])
  })

  it('are one where codes cannot tell labels apart', () => {
    const classes = classesOf(['Inland', 'Sport', 'International'], builtInMap)
    expect(classes.map(({ name }) => name)).toEqual(['Sport', 'Inland/International'])
  })

  it('need a map that has the label', () => {
    expect(() => classesOf(['gardening'], builtInMap)).toThrow('"gardening"')
  })
})

describe('a map of one’s own', () => {
  it('names top-level codes for each label', () => {
    expect(readTopicsMap('{"Ballspiele": ["15000000"], "Geld": "04000000"}')).toEqual({
      ballspiele: ['15000000'],
      geld: ['04000000'],
    })
  })

  it.each(['[]', '{"Geld": 4}', '{"Geld": ["money"]}', 'null'])('is not %s', (json) => {
    expect(() => readTopicsMap(json)).toThrow('topics map')
  })
})
