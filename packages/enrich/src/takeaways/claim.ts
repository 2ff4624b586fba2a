import lists from '../../knowledge/takeaway-words.json' with { type: 'json' }
import { knownNames } from '../entities/known.ts'
import { matchAliases } from '../entities/match.ts'
import type { EntityKind } from '../knowledge/entity.ts'
import { isCapitalWord, normalize, type Token } from '../tokens.ts'
import { isStopWord, termsOf } from './words.ts'

/** What a sentence says, as far as it can be held against what another says. */
export interface Claim {
  /** Content words, with every known name as one word whatever its spelling. */
  terms: ReadonlySet<string>
  /** Those of `terms` that are names, each with its kind; null for an unknown name. */
  names: ReadonlyMap<string, EntityKind | null>
  /** "1,000", "1.000" and "1000" are one; "three" is "3". Without years. */
  numbers: ReadonlySet<string>
  years: ReadonlySet<string>
  /** The words of `terms` that a "not" or "without" stands close to. */
  negated: ReadonlySet<string>
}

/** How many content words a negation reaches; German puts it behind the object as well. */
const REACH = 2

const negations = new Set(lists.negations.map(normalize))
/** "No longer" and "not only" deny nothing that a summary would not assert. */
const softeners = new Set(lists.softeners.map(normalize))
const numberWords = new Map(
  Object.entries(lists.numbers).map(([word, digits]) => [normalize(word), digits]),
)

export function claimOf(tokens: readonly Token[], language: string): Claim {
  const names = new Map<string, EntityKind | null>()
  const numbers = new Set<string>()
  const years = new Set<string>()
  const terms = new Set<string>()
  const negated = new Set<string>()
  let reach = 0
  let last: string | null = null
  const add = (term: string) => {
    terms.add(term)
    if (reach > 0) negated.add(term)
    reach--
    last = term
  }
  const matches = matchAliases(tokens, knownNames, language)
  const known = new Map(matches.map((match) => [match.from, match]))
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const match = known.get(at)
    const entity = match?.uses.find(({ entity }) => entity !== null)?.entity ?? null
    const number = numberAt(tokens, at)
    if (match !== undefined && entity !== null) {
      names.set(entity.slug, entity.kind)
      add(entity.slug)
      at = match.to - 1
    } else if (number !== null) {
      const isYear = /^(?:19|20)\d\d$/.test(number.value)
      if (isYear) years.add(number.value)
      else numbers.add(number.value)
      add(number.value)
      at = number.to - 1
    } else if (negations.has(token.norm)) {
      if (softeners.has(tokens[at + 1]?.norm ?? '')) continue
      if (language === 'de' && last !== null) negated.add(last)
      reach = REACH
    } else if (/^[,;:.]$/.test(token.text)) {
      reach = 0
      last = null
    } else {
      for (const term of termsOf([token], language)) {
        if (isName(token, at, language)) names.set(term, null)
        add(term)
      }
    }
  }
  return { terms, names, numbers, years, negated }
}

/** English gives names a capital letter; German every noun, so there only an acronym shows. */
function isName(token: Token, at: number, language: string): boolean {
  if (isStopWord(token.norm, language)) return false
  if (/^\p{Lu}[\p{Lu}\p{N}]+$/u.test(token.text)) return true
  return language !== 'de' && at > 0 && isCapitalWord(token)
}

/** A number at a token, over as many tokens as it has separators. */
function numberAt(tokens: readonly Token[], at: number): { value: string; to: number } | null {
  const first = tokens[at]
  if (first === undefined) return null
  const word = numberWords.get(first.norm)
  if (word !== undefined) return { value: word, to: at + 1 }
  if (!/^\d/.test(first.norm)) return null
  let digits = first.norm
  let to = at + 1
  while (continues(tokens, to)) {
    digits += `${tokens[to]?.text ?? ''}${tokens[to + 1]?.norm ?? ''}`
    to += 2
  }
  return { value: canonical(digits), to }
}

function continues(tokens: readonly Token[], at: number): boolean {
  const [before, mark, after] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  return (
    before?.end === mark?.start &&
    mark?.end === after?.start &&
    /^[.,]$/.test(mark?.text ?? '') &&
    /\d$/.test(before?.text ?? '') &&
    /^\d/.test(after?.text ?? '')
  )
}

/** "1,130.5" and "1.130,5"; a lone separator before three digits marks thousands. */
function canonical(digits: string): string {
  const [number = ''] = /^[\d.,]+/.exec(digits) ?? []
  const separators = number.replace(/\d/g, '')
  const last = separators.at(-1)
  if (last === undefined) return number
  const isGrouped = /^\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+)$/.test(number)
  if (isGrouped) return number.replace(/[.,]/g, '')
  const at = number.lastIndexOf(last)
  return `${number.slice(0, at).replace(/[.,]/g, '')}.${number.slice(at + 1)}`
}

/** What two sentences say together. */
export function joined(a: Claim, b: Claim): Claim {
  return {
    terms: new Set([...a.terms, ...b.terms]),
    names: new Map([...a.names, ...b.names]),
    numbers: new Set([...a.numbers, ...b.numbers]),
    years: new Set([...a.years, ...b.years]),
    negated: new Set([...a.negated, ...b.negated]),
  }
}
