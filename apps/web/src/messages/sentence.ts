import { locale } from './messages.ts'

/** The names a filter speaks of, in the order it holds them. */
export interface FilterWords {
  actors: ModeWords
  topics: ModeWords
  sources: ModeWords
  languages: readonly string[]
  since: string | null
  until: string | null
  /** Whether it also holds conditions nested too deep for a sentence. */
  further: boolean
}

export interface ModeWords {
  all: readonly string[]
  any: readonly string[]
  none: readonly string[]
}

/** A piece of a sentence; `name` marks what the reader chose. */
export interface SentencePart {
  text: string
  name: boolean
}

const and = new Intl.ListFormat(locale, { type: 'conjunction' })
const or = new Intl.ListFormat(locale, { type: 'disjunction' })

/** What the feed shows, in words: "Articles about NATO and Ukraine, in politics, newest first". */
export function feedSentence(words: FilterWords): SentencePart[] {
  const { actors, topics, sources, languages, since, until, further } = words
  const clauses = [
    clause('about', actors.all, and),
    clause('about', actors.any, or),
    clause('without', actors.none, or),
    clause('in', topics.all, and),
    clause('in', topics.any, or),
    clause('outside', topics.none, or),
    clause('from', sources.all, and),
    clause('from', sources.any, or),
    clause('not from', sources.none, or),
    clause('in', languages, or),
    clause('since', since ? [since] : [], and),
    clause('before', until ? [until] : [], and),
    further ? [plain('under further conditions')] : [],
  ].filter((parts) => parts.length > 0)

  const subject = clauses.length > 0 ? 'Articles ' : 'All articles'
  const described = clauses.flatMap((parts, index) => (index > 0 ? [plain(', '), ...parts] : parts))
  return [plain(subject), ...described, plain(', newest first')]
}

function clause(
  preposition: string,
  names: readonly string[],
  list: Intl.ListFormat,
): SentencePart[] {
  if (names.length === 0) return []
  const parts = list
    .formatToParts(names)
    .map(({ type, value }) => ({ text: value, name: type === 'element' }))
  return [plain(`${preposition} `), ...parts]
}

function plain(text: string): SentencePart {
  return { text, name: false }
}

/** The sentence without emphasis, as for a title. */
export function plainSentence(parts: readonly SentencePart[]): string {
  return parts.map(({ text }) => text).join('')
}
