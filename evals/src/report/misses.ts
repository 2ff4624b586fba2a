import type { Miss } from '../measurement.ts'

/** Counted first, the most frequent on top, then one by one. */
export function formatMisses(misses: readonly Miss[]): string {
  const kinds = [...new Set(misses.map(({ kind }) => kind))]
  return kinds
    .map((kind) => {
      const own = misses.filter((miss) => miss.kind === kind)
      return [`# ${kind}: ${own.length}`, '', ...tally(own), '', ...own.map(line), ''].join('\n')
    })
    .join('\n')
}

function tally(misses: Miss[]): string[] {
  const counts = new Map<string, number>()
  for (const { subject } of misses) counts.set(subject, (counts.get(subject) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > 1)
    .toSorted((a, b) => b[1] - a[1])
    .map(([subject, count]) => `${String(count).padStart(5)} ${subject}`)
}

function line({ subject, context }: Miss): string {
  return `- ${subject} | ${context}`
}
