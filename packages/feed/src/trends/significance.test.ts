import { expect, it } from 'vitest'

import { significanceOf } from './significance.ts'

const steady = (articles: number) => Array.from({ length: 28 }, () => ({ articles, total: 1000 }))
const wild = Array.from({ length: 28 }, (_, n) => ({ articles: n % 2 ? 40 : 0, total: 1000 }))
const score = (articles: number, past: { articles: number; total: number }[], total = 1000) =>
  significanceOf({ articles, total }, past).score

it('is nothing for what is as ever, however much that is', () => {
  expect(score(200, steady(200))).toBeCloseTo(0)
  expect(significanceOf({ articles: 200, total: 1000 }, steady(200)).expected).toBeCloseTo(200)
})

it('is the distance from what is usual in units of chance and noise, for what never varied', () => {
  expect(score(44, steady(16))).toBeCloseTo(4)
  expect(score(9, steady(16))).toBeCloseTo(-1)
  expect(score(230, steady(200), 1000)).toBeLessThan(2)
})

it('is greater for what is new than for what is frequent anyway', () => {
  expect(score(30, steady(0))).toBeGreaterThan(score(240, steady(205)))
})

it('is smaller for what goes up and down all the time', () => {
  expect(score(40, wild)).toBeLessThan(score(40, steady(20)) / 2)
})

it('is nothing for what chance brings', () => {
  expect(score(3, steady(0))).toBeCloseTo(0)
  expect(score(2, steady(0))).toBeLessThan(0)
})

it('takes shares, so that a quiet day is no decline', () => {
  expect(score(20, steady(100), 200)).toBeCloseTo(0)
})

it('passes over periods in which there was nothing at all', () => {
  const young = [
    ...Array.from({ length: 20 }, () => ({ articles: 0, total: 0 })),
    ...steady(20).slice(20),
  ]
  expect(score(20, young)).toBeCloseTo(0)
})

it('holds what has no past against nothing', () => {
  expect(score(9, [])).toBeCloseTo(2)
  expect(significanceOf({ articles: 0, total: 0 }, [])).toEqual({ score: 0, expected: 0 })
})
