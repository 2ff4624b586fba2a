import { availableParallelism, cpus } from 'node:os'

import { formatFloor, formatValue, type Section } from './table.ts'
import { method } from './method.ts'

/** docs/quality.md: the same figures give the same page. */
export function formatPage(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ title, measurement }) =>
    (measurement?.rows ?? []).map((row) => [
      title,
      row.what,
      formatValue(row),
      formatFloor(row),
      row.key === undefined ? '' : `\`${row.key}\``,
    ]),
  )
  const table = formatMarkdownTable([['set', 'figure', 'value', 'at least', 'key'], ...rows])
  return method(table, machine())
}

function machine(): string {
  const [cpu] = cpus()
  const model = cpu?.model.trim() || process.arch
  return `one core of ${availableParallelism()} of ${model}, Node ${process.versions.node}`
}

/** Padded as the formatter of the repository does it. */
function formatMarkdownTable(lines: string[][]): string {
  const [head = []] = lines
  const widths = head.map((_, column) =>
    Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)),
  )
  const format = (line: string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = format(widths.map((width) => '-'.repeat(width)))
  return [format(head), rule, ...lines.slice(1).map(format)].join('\n')
}
