import { describe, expect, it } from 'vitest'

import { createBudgets } from './budget.ts'

/** Budgets of 100 that get 10 a second, with a clock that is set by hand, in seconds. */
function start() {
  let time = 0
  const budgets = createBudgets({ limit: 100, refill: 10 }, () => time * 1_000)
  const reserve = (client: string, cost: number) => budgets.reserveOf(client).take(cost)
  return { ...budgets, reserve, at: (seconds: number) => (time = seconds) }
}

const limits = { limit: 100, refill: 10 }

describe('a budget', () => {
  it('is spent bit by bit, and says what is left', () => {
    const { spend } = start()
    expect(spend('a', 30)).toEqual({ requested: 30, available: 70, ...limits })
    expect(spend('a', 70)).toEqual({ requested: 70, available: 0, ...limits })
  })

  it('that is spent says when there will be enough', () => {
    const { spend } = start()
    spend('a', 95)
    expect(() => spend('a', 31)).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({
          code: 'RATE_LIMITED',
          retryAfter: 3,
          cost: { requested: 31, available: 5, ...limits },
        }),
      }),
    )
  })

  it('has enough when it said so, and not before', () => {
    const { spend, at } = start()
    spend('a', 95)
    at(2.5)
    expect(() => spend('a', 31)).toThrow('Try again in 1 s.')
    at(3)
    expect(spend('a', 31)).toMatchObject({ available: 4 })
  })

  it('never holds more than it is', () => {
    const { spend, at } = start()
    spend('a', 100)
    at(3_600)
    expect(spend('a', 1)).toMatchObject({ available: 99 })
  })

  it('is not spent by what is refused', () => {
    const { spend } = start()
    spend('a', 50)
    expect(() => spend('a', 60)).toThrow('50 is left')
    expect(spend('a', 50)).toMatchObject({ available: 0 })
  })

  it('does not do for what costs more than all of it', () => {
    const { spend } = start()
    expect(() => spend('a', 101)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'COST_EXCEEDED' }) }),
    )
  })

  it('that is spent lets reserve, and says for how long to wait, one after the other', () => {
    const { spend, reserve, at } = start()
    expect([reserve('a', 90), reserve('a', 20), reserve('a', 20)]).toEqual([0, 1_000, 3_000])
    expect(reserve('b', 100)).toBe(0)
    at(3)
    expect(reserve('a', 5)).toBe(500)
    at(4)
    expect(spend('a', 5)).toMatchObject({ available: 0 })
  })

  it('that was forgotten among many is the same for all who reserve of it', () => {
    const { spend, reserveOf, at } = start()
    const first = reserveOf('a')
    first.take(100)
    at(10)
    for (let n = 0; n < 100_000; n += 1) spend(`client ${n}`, 1)
    expect(first.take(100)).toBe(0)
    expect(reserveOf('a').take(10)).toBe(1_000)
  })

  it("is each client's own, also of a hundred thousand", () => {
    const { spend } = start()
    for (let n = 0; n < 100_000; n += 1) spend(`client ${n}`, 1)
    spend('a', 100)
    expect(spend('b', 100)).toMatchObject({ available: 0 })
    expect(() => spend('a', 1)).toThrow('0 is left')
  })
})
