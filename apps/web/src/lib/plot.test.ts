import { describe, expect, it } from 'vitest'

import { barPlot, sparkline } from './plot.ts'

describe('a plot of bars', () => {
  it('has one for each count, as high as it', () => {
    const { bars, ticks } = barPlot([0, 5, 10], 100)
    expect(bars.map(({ y, height }) => [y, height])).toEqual([
      [100, 0],
      [50, 50],
      [0, 100],
    ])
    expect(ticks).toEqual([
      { value: 0, y: 100 },
      { value: 5, y: 50 },
      { value: 10, y: 0 },
    ])
  })

  it('stays within its width', () => {
    const { bars } = barPlot(
      Array.from({ length: 365 }, () => 1),
      100,
    )
    expect(bars[0]!.x).toBeGreaterThanOrEqual(0)
    expect(bars.at(-1)!.x + bars.at(-1)!.width).toBeLessThanOrEqual(100.000_1)
  })

  it('counts whole articles alone', () => {
    expect(barPlot([1, 0], 100).ticks.map(({ value }) => value)).toEqual([0, 1])
  })

  it('lies flat where there is nothing, and can be of no bars', () => {
    expect(barPlot([0, 0], 100).bars.map(({ height }) => height)).toEqual([0, 0])
    expect(barPlot([], 100)).toMatchObject({ bars: [], labels: [] })
  })

  it.each([1, 2, 5, 7, 24, 30, 365])(
    'of %i bars labels five at most, within its edges',
    (count) => {
      const { labels } = barPlot(
        Array.from({ length: count }, () => 1),
        100,
      )
      expect(labels.length).toBeGreaterThan(0)
      expect(labels.length).toBeLessThanOrEqual(5)
      const middles = labels.filter(({ anchor }) => anchor === 'middle')
      expect(middles.filter(({ x }) => x < 8 || x > 92)).toEqual([])
    },
  )
})

describe('a small curve', () => {
  it('goes from edge to edge, up where there is more', () => {
    expect(sparkline([0, 4], { width: 100, height: 20 }).line).toBe('M0,19L100,1')
  })

  it('can be of one point, or of none', () => {
    expect(sparkline([3], { width: 100, height: 20 }).line).toBe('M0,1Z')
    expect(sparkline([], { width: 100, height: 20 })).toEqual({ line: '', area: '' })
  })
})
