import { IngestError } from '../errors.ts'
import { parseDate } from './date.ts'
import { webAddress } from './feed-item.ts'

/** What a plain-text article says about itself above its text; every field may be left out. */
export interface FrontMatter {
  /** Name of the publisher. */
  source: string | null
  sourceUrl: string | null
  url: string | null
  byline: string | null
  published: Date | null
  language: string | null
  image: string | null
  /** What makes it the same article when its text changes, in place of its address. */
  key: string | null
  categories: string[]
}

export interface Line {
  text: string
  /** Counted from 1. */
  number: number
}

const fence = '---'

const fields = [
  'source',
  'sourceUrl',
  'url',
  'byline',
  'published',
  'language',
  'image',
  'key',
  'categories',
] as const

/** An offset back from now: `-45m`, `-3h`, `-3h20m`, `-2d4h`. */
const relativeDate = /^-(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?$/

/**
 * Takes the block between two `---` lines off the top of a text, one `field: value` a line. A text
 * without one has no such fields.
 * @returns the fields and the lines that follow
 * @throws {IngestError} BAD_TEXT with the line
 */
export function takeFrontMatter(
  lines: readonly Line[],
  document: string,
  now: Date,
): { fields: FrontMatter; body: Line[] } {
  const hasBlock = lines[0]?.text === fence
  const end = hasBlock ? lines.findIndex(({ text }, at) => at > 0 && text === fence) : 0
  if (end < 0) {
    const problem = `the block that begins here is never ended by a line "${fence}"`
    throw new IngestError('BAD_TEXT', problem, { document, line: lines[0]?.number })
  }
  const block = lines.slice(1, Math.max(end, 1))
  const stated = new Map<string, Line>()
  for (const { text, number } of block) {
    const [, name, value] = /^(\w+)\s*:\s*(.*)$/.exec(text) ?? []
    if (!name || !fields.some((field) => field === name)) {
      const problem = `"${name ?? text}" is not a field; those are: ${fields.join(', ')}`
      throw new IngestError('BAD_TEXT', problem, { document, line: number })
    }
    if (value) stated.set(name, { text: value, number })
  }
  return {
    fields: readFields(stated, document, now),
    body: hasBlock ? lines.slice(end + 1) : [...lines],
  }
}

function readFields(stated: Map<string, Line>, document: string, now: Date): FrontMatter {
  const text = (field: (typeof fields)[number]) => stated.get(field)?.text ?? null
  const read = <T>(
    field: (typeof fields)[number],
    reader: (value: string) => T | null,
    expected: string,
  ): T | null => {
    const line = stated.get(field)
    if (!line) return null
    const value = reader(line.text)
    if (value !== null) return value
    const problem = `${field} is ${expected}, not "${line.text}"`
    throw new IngestError('BAD_TEXT', problem, { document, line: line.number })
  }
  const address = (field: 'url' | 'sourceUrl' | 'image') =>
    read(field, webAddress, 'an absolute http(s) address')

  return {
    source: text('source'),
    sourceUrl: address('sourceUrl'),
    url: address('url'),
    byline: text('byline'),
    published: read(
      'published',
      (value) => readPublished(value, now),
      'a date like 2025-06-02T10:00:00Z, or a time before now like -3h20m',
    ),
    language: text('language'),
    image: address('image'),
    key: text('key'),
    categories: text('categories')?.split(/\s*,\s*/) ?? [],
  }
}

function readPublished(value: string, now: Date): Date | null {
  const [relative, days = 0, hours = 0, minutes = 0] = relativeDate.exec(value) ?? []
  if (relative === undefined) return parseDate(value)
  const back = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes)
  return new Date(now.getTime() - back * 60_000)
}
