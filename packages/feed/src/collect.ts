/** Groups rows by a key, keeping their order: what a loader of one-to-many children hands out. */
export function collect<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  valueOf: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(valueOf(row))
    else groups.set(keyOf(row), [valueOf(row)])
  }
  return groups
}
