import type { Counts } from './results.ts'

export interface Row extends Counts {
  name: string
}

/** The table of what was tested, one row a package or check. */
export function formatTable(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const line = (name: string, ...cells: string[]) =>
    [name.padEnd(width), ...cells.map((cell) => cell.padStart(8))].join(' ')
  return [
    line('', 'passed', 'failed', 'skipped', 'seconds'),
    ...rows.map(({ name, passed, failed, skipped, seconds }) =>
      line(name, String(passed), String(failed), String(skipped), seconds.toFixed(1)),
    ),
  ].join('\n')
}

/** "12 passed, 0 failed", and ", 1 skipped" where something was. */
export function formatTotal(rows: readonly Row[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    rows.reduce((total, row) => total + row[key], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
