import { describe, expect, it } from 'vitest'

import { bcubed } from './bcubed.ts'
import { accuracy, macroF1 } from './classes.ts'
import { f1, precision, recall } from './counts.ts'

describe('counts', () => {
  it.each([
    [{ right: 6, wrong: 2, missed: 4 }, 0.75, 0.6, 2 / 3],
    [{ right: 0, wrong: 0, missed: 4 }, 0, 0, 0],
    [{ right: 0, wrong: 0, missed: 0 }, 0, 0, 0],
  ])('%o', (counts, p, r, f) => {
    expect(precision(counts)).toBeCloseTo(p)
    expect(recall(counts)).toBeCloseTo(r)
    expect(f1(counts)).toBeCloseTo(f)
  })
})

describe('classes', () => {
  const decisions = [
    { truth: 'sport', given: 'sport' },
    { truth: 'sport', given: 'sport' },
    { truth: 'sport', given: 'tech' },
    { truth: 'tech', given: null },
  ]

  it('accuracy counts documents', () => {
    expect(accuracy(decisions)).toBe(0.5)
  })

  it('macro-F1 counts every class alike, however few documents it has', () => {
    expect(macroF1(decisions)).toBeCloseTo((0.8 + 0) / 2)
  })
})

describe('BCubed', () => {
  const place = (pairs: string) =>
    pairs.split(' ').map((pair) => ({ truth: pair[0] ?? '', given: pair[1] ?? '' }))

  it.each([
    ['clusters that are the classes', 'a1 a1 b2', 1, 1],
    ['everything in one cluster', 'a1 a1 b1 b1', 0.5, 1],
    ['everything alone', 'a1 a2 b3 b4', 1, 0.5],
    // Items of a: 2/3 of the cluster, 2/3 and 1/3 of the class; of b: 1/3 and all.
    ['one astray', 'a1 a1 b1 a2', (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, (2 / 3 + 2 / 3 + 1 + 1 / 3) / 4],
  ])('%s', (_, pairs, precision, recall) => {
    const score = bcubed(place(pairs))
    expect(score.precision).toBeCloseTo(precision)
    expect(score.recall).toBeCloseTo(recall)
    expect(score.f1).toBeCloseTo((2 * precision * recall) / (precision + recall))
  })
})
