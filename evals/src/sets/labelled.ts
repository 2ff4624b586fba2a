import { parse } from 'csv-parse/sync'

/** A text with the class that people gave it. */
export interface LabelledText {
  /** File, or number of the record. */
  id: string
  label: string
  text: string
}

const LABEL = /^(?:label|class|category|topic|section)$/i
const TEXT = /^(?:text|article|body|content)$/i

/**
 * Reads CSV with a label and a text a record, separated by semicolon, comma or tab, as the first line
 * has it. A first line with the names of the columns may put them in any order; without one the
 * label comes first. With semicolons, quotes are single ones, as in 10kGNAD (Schabus et al., 2017),
 * unless the file has double ones.
 * @throws {Error} where a quote is never closed.
 */
export function readLabelledCsv(csv: string): LabelledText[] {
  const [first = ''] = csv.split('\n', 1)
  const delimiter = [';', '\t', ','].find((sign) => first.includes(sign)) ?? ','
  const quote = delimiter === ';' && !/(?:^|;)"/m.test(csv) ? "'" : '"'
  const records: string[][] = parse(csv, {
    bom: true,
    delimiter,
    quote,
    escape: quote,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  const header = (records[0] ?? []).map((name) => name.trim())
  const label = header.findIndex((name) => LABEL.test(name))
  const text = header.findIndex((name) => TEXT.test(name))
  const hasHeader = label >= 0 && text >= 0
  return records.slice(hasHeader ? 1 : 0).map((record, i) => ({
    id: String(i + 1),
    label: (record[hasHeader ? label : 0] ?? '').trim(),
    text: hasHeader ? (record[text] ?? '') : record.slice(1).join(delimiter),
  }))
}
