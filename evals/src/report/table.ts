import type { Measurement, Row } from '../measurement.ts'

/** What one measure gave; null where there was no data for it. */
export interface Section {
  name: string
  title: string
  measurement: Measurement | null
}

/** The table for a terminal. */
export function formatTable(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ title, measurement }): string[][] => {
    if (measurement === null) return [[title, '', 'skipped: no data', '']]
    return measurement.rows.map((row, i) => [
      i === 0 ? title : '',
      row.what,
      formatValue(row),
      formatFloor(row),
    ])
  })
  const head = ['', 'figure', 'value', 'at least']
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  )
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Fractions with three digits; they are cut, not rounded, so that 0.9496 is no 0.95. */
export function formatValue({ value, unit }: Row): string {
  if (unit === undefined) return (Math.floor(value * 1000 + 1e-9) / 1000).toFixed(3)
  return String(Math.round(value))
}

export function formatFloor({ value, floor, unit }: Row): string {
  if (floor === undefined) return ''
  const least = unit === undefined ? floor.toFixed(2) : String(floor)
  return value < floor ? `${least}, missed` : least
}
