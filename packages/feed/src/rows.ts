import { Prisma } from '@courant/prisma'

/** As PostgreSQL names them; those in quotation marks are enumerations. */
type ColumnType = keyof typeof written | 'text[]' | `"${string}"`

/**
 * Rows to select from: `unnest(…) AS r(…)` with an array a column, which PostgreSQL reads in half the time
 * of the same rows as JSON. Arrays of arrays are all of one length, so a `text[]` comes as `text`, to be
 * cast where it is selected.
 * @param columns the types of the columns that are wanted of the rows; undefined is null
 */
export function rowset<Column extends string>(
  rows: readonly { readonly [column in NoInfer<Column>]?: unknown }[],
  columns: Readonly<Record<Column, ColumnType>>,
): Prisma.Sql {
  const wanted = Object.entries(columns) as [Column, ColumnType][]
  const arrays = wanted.map(([column, type]) =>
    arrayOf(
      rows.map((row) => row[column]),
      type,
    ),
  )
  const casts = wanted.map(([, type]) => `::${type === 'text[]' ? 'text' : type}[]`)
  const names = wanted.map(([column]) => column).join(', ')
  const texts = ['unnest(', ...casts.map((cast) => `${cast}, `)]
  texts[texts.length - 1] = `${casts.at(-1)}) AS r(${names})`
  return Prisma.sql(texts, ...arrays)
}

/** An array as PostgreSQL reads it. */
function arrayOf(values: readonly unknown[], type: ColumnType): string {
  const write = type in written ? written[type as keyof typeof written] : listOrName
  return `{${values.map((value) => (value == null ? 'NULL' : write(value))).join(',')}}`
}

/** An element of a `text[]` column, or of an enumeration. */
function listOrName(value: unknown): string {
  return Array.isArray(value) ? quoted(arrayOf(value, 'text')) : String(value)
}

function quoted(text: string): string {
  const isPlain = !text.includes('"') && !text.includes('\\')
  return `"${isPlain ? text : text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

const written = {
  uuid: String,
  int: String,
  bigint: String,
  real: String,
  boolean: String,
  timestamptz: (value: unknown) => (value as Date).toISOString(),
  bytea: (value: unknown) => quoted(String(value)),
  text: (value: unknown) => quoted(String(value)),
  // What JSON escapes of a JSON text is what is escaped here: it has no control characters.
  jsonb: (value: unknown) => JSON.stringify(JSON.stringify(value)),
}
