import { scaleBand, scaleLinear } from 'd3-scale'
import { area, curveMonotoneX, line } from 'd3-shape'

/** A bar: across in percent of the plot's width, which follows the page, and down in pixels. */
export interface Bar {
  x: number
  width: number
  y: number
  height: number
}

export interface BarPlot {
  bars: Bar[]
  /** What the lines across stand for, and where they lie. */
  ticks: { value: number; y: number }[]
  /** The bars that have room for a label under them, and where it stands in percent. */
  labels: (Label & { index: number })[]
}

interface Label {
  x: number
  anchor: 'start' | 'middle' | 'end'
}

/** As many as stand side by side on a telephone. */
const mostLabels = 5
/** Percent from either edge within which a label in the middle of its bar would be cut off. */
const edge = 8

/** Where the bars of a plot lie that is so many pixels high. */
export function barPlot(counts: readonly number[], height: number): BarPlot {
  const across = scaleBand<number>()
    .domain(counts.map((_, index) => index))
    .range([0, 100])
    .paddingInner(counts.length > 100 ? 0 : 0.2)
  const up = scaleLinear()
    .domain([0, Math.max(1, ...counts)])
    .nice(3)
    .range([height, 0])
  const bars = counts.map((count, index) => ({
    x: across(index) ?? 0,
    width: across.bandwidth(),
    y: up(count),
    height: height - up(count),
  }))
  const ticks = up.ticks(3).filter((value) => Number.isInteger(value))
  const step = Math.ceil(counts.length / mostLabels)
  return {
    bars,
    ticks: ticks.map((value) => ({ value, y: up(value) })),
    labels: bars.flatMap((bar, index) => (index % step === 0 ? [{ index, ...labelOf(bar) }] : [])),
  }
}

/** In the middle of its bar, or flush with it where it would be cut off there. */
function labelOf({ x, width }: Bar): Label {
  const middle = x + width / 2
  if (middle < edge) return { x, anchor: 'start' }
  if (middle > 100 - edge) return { x: x + width, anchor: 'end' }
  return { x: middle, anchor: 'middle' }
}

/** A small curve over its own ground, as the paths of an SVG of this size. */
export function sparkline(
  counts: readonly number[],
  { width, height }: { width: number; height: number },
): { line: string; area: string } {
  const across = scaleLinear()
    .domain([0, Math.max(1, counts.length - 1)])
    .range([0, width])
  // The stroke would be cut in half at the edges.
  const up = scaleLinear()
    .domain([0, Math.max(1, ...counts)])
    .range([height - 1, 1])
  const x = (_: number, index: number) => across(index)
  const drawn = line<number>().x(x).y(up).curve(curveMonotoneX).digits(1)
  const ground = area<number>().x(x).y0(height).y1(up).curve(curveMonotoneX).digits(1)
  return { line: drawn(counts) ?? '', area: ground(counts) ?? '' }
}
