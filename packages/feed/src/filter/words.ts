/** The text search configurations that articles are indexed by; see the model ArticleText. */
export const dictionaries = ['english', 'german', 'simple'] as const
export type Dictionary = (typeof dictionaries)[number]

/** The words of an article, reduced by a dictionary, with their places in ascending order. */
export interface ArticleWords {
  dictionary: Dictionary
  places: ReadonlyMap<string, readonly number[]>
}

/** A text query as PostgreSQL reads it. */
export type WordQuery =
  | { kind: 'word'; word: string }
  | { kind: 'not'; part: WordQuery }
  | { kind: 'and' | 'or'; left: WordQuery; right: WordQuery }
  /** The right begins so many places behind the end of the left. */
  | { kind: 'phrase'; left: WordQuery; right: WordQuery; distance: number }

const token = /'((?:[^'\\]|''|\\.)*)'|<->|<(\d+)>|[&|!()]/gsu

/**
 * Reads the text of a tsquery, as `websearch_to_tsquery(...)::text` gives it.
 * @returns null for an empty one, which matches nothing
 */
export function readWordQuery(text: string): WordQuery | null {
  const tokens = [...text.matchAll(token)]
  let at = 0
  const peek = () => tokens[at]?.[0]

  function readOr(): WordQuery {
    let left = readAnd()
    while (peek() === '|') {
      at += 1
      left = { kind: 'or', left, right: readAnd() }
    }
    return left
  }
  function readAnd(): WordQuery {
    let left = readPhrase()
    while (peek() === '&') {
      at += 1
      left = { kind: 'and', left, right: readPhrase() }
    }
    return left
  }
  function readPhrase(): WordQuery {
    let left = readOne()
    while (peek()?.startsWith('<')) {
      const distance = Number(tokens[at]![2] ?? 1)
      at += 1
      left = { kind: 'phrase', left, right: readOne(), distance }
    }
    return left
  }
  function readOne(): WordQuery {
    const next = tokens[at]
    at += 1
    if (next?.[0] === '!') return { kind: 'not', part: readOne() }
    if (next?.[0] === '(') {
      const inner = readOr()
      at += 1
      return inner
    }
    if (next?.[1] === undefined) throw new Error(`This is not a text query: ${text}`)
    return { kind: 'word', word: next[1].replaceAll("''", "'").replaceAll(/\\(.)/gsu, '$1') }
  }
  return tokens.length === 0 ? null : readOr()
}

/** Whether words satisfy a query; the same as `@@` of PostgreSQL. */
export function matchesWords(query: WordQuery, places: ArticleWords['places']): boolean {
  switch (query.kind) {
    case 'word':
      return places.has(query.word)
    case 'not':
      return !matchesWords(query.part, places)
    case 'and':
      return matchesWords(query.left, places) && matchesWords(query.right, places)
    case 'or':
      return matchesWords(query.left, places) || matchesWords(query.right, places)
    case 'phrase':
      return phraseEnds(query, places).ends.size > 0
  }
}

interface Found {
  /** The places of last words. */
  ends: ReadonlySet<number>
  /** From the first word to the last, in places. */
  width: number
}

function phraseEnds(query: WordQuery, places: ArticleWords['places']): Found {
  if (query.kind === 'word') return { ends: new Set(places.get(query.word)), width: 0 }
  if (query.kind !== 'phrase') throw new Error(`A phrase of ${query.kind} is never asked for.`)
  const left = phraseEnds(query.left, places)
  const right = phraseEnds(query.right, places)
  const apart = query.distance + right.width
  return {
    ends: new Set([...right.ends].filter((end) => left.ends.has(end - apart))),
    width: left.width + apart,
  }
}
