import type { Salience } from '@courant/filter'

import { locales } from './languages.ts'
import type { Language } from './languages.ts'
import { wordsIn } from './words-in.ts'

/** The names a filter speaks of, in the order it holds them. */
export interface FilterWords {
  actors: ModeWords
  topics: ModeWords
  sources: ModeWords
  languages: readonly string[]
  /** The words an article must have. */
  text: string | null
  /** How many stories it may belong to; 0 for any or none. */
  stories: number
  salience: Salience | null
  /** How many days it reaches back; where null, `since` tells. */
  days: number | null
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

/** Stands in a message where the pieces go; a character that no name has. */
const gap = '\u{FFFC}'

/** What the feed shows, in words: "Articles about NATO and Ukraine, in politics, newest first". */
export function feedSentence(language: Language, asked: FilterWords): SentencePart[] {
  const t = wordsIn(language, 'sentence')
  const lists = {
    and: new Intl.ListFormat(locales[language], { type: 'conjunction' }),
    or: new Intl.ListFormat(locales[language], { type: 'disjunction' }),
  }
  const clause = (key: ClauseKey, names: readonly string[], list: 'and' | 'or') =>
    names.length === 0
      ? []
      : filled(
          t(key, { names: gap }),
          lists[list]
            .formatToParts(names)
            .map(({ type, value }) => part(value, type === 'element')),
        )

  const {
    actors,
    topics,
    sources,
    languages,
    text,
    stories,
    salience,
    days,
    since,
    until,
    further,
  } = asked
  const clauses = [
    clause('about', actors.all, 'and'),
    clause('about', actors.any, 'or'),
    salience ? [part(t(salience))] : [],
    clause('withoutActors', actors.none, 'or'),
    clause('inTopics', topics.all, 'and'),
    clause('inTopics', topics.any, 'or'),
    clause('outsideTopics', topics.none, 'or'),
    clause('from', sources.all, 'and'),
    clause('from', sources.any, 'or'),
    clause('notFrom', sources.none, 'or'),
    clause('inLanguages', languages, 'or'),
    clause('text', text === null ? [] : [text], 'and'),
    stories > 0 ? [part(t('stories', { count: stories }))] : [],
    days === null
      ? clause('since', since ? [since] : [], 'and')
      : [part(t('lastDays', { days }), true)],
    clause('before', until ? [until] : [], 'and'),
    further ? [part(t('further'))] : [],
  ].filter((parts) => parts.length > 0)

  if (clauses.length === 0) return [part(t('everything'))]
  const described = clauses.flatMap((parts, index) => (index > 0 ? [part(', '), ...parts] : parts))
  return filled(t('some', { clauses: gap }), described)
}

type ClauseKey =
  | 'about'
  | 'withoutActors'
  | 'inTopics'
  | 'outsideTopics'
  | 'from'
  | 'notFrom'
  | 'inLanguages'
  | 'text'
  | 'since'
  | 'before'

function filled(message: string, parts: readonly SentencePart[]): SentencePart[] {
  const [before = '', after = ''] = message.split(gap)
  return [part(before), ...parts, part(after)].filter(({ text }) => text !== '')
}

function part(text: string, name = false): SentencePart {
  return { text, name }
}

/** The sentence without emphasis, as for a title. */
export function plainSentence(parts: readonly SentencePart[]): string {
  return parts.map(({ text }) => text).join('')
}
