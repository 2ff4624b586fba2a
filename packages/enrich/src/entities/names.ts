import type { AnalysedPart } from '../analysis.ts'
import type { EntityKind } from '../knowledge/entity.ts'
import { isAllCapitals, isCapitalWord, type Token } from '../tokens.ts'
import {
  calendarWords,
  commonWords,
  givenNames,
  isTitle,
  nameParticles,
  organizationHeads,
  placeHeads,
  placeOpenings,
} from './lexicon.ts'

/** A run of tokens that reads like a name, known or not. */
export interface NameCandidate {
  /** Index of the first token, and of the one after the last. */
  from: number
  to: number
  /** Null where its form does not tell. */
  kind: EntityKind | null
  /** A title or role stands before it. */
  titled: boolean
}

/** Heads that may go on with "of ... and ...": "Department of Health and Human Services". */
const LISTING_HEADS = new Set(
  'department ministry committee commission office institute council board'.split(' '),
)
/** A name of more tokens is a line set in capitals. */
const MAX_TOKENS = 12

/**
 * The names in a part by their form alone: capitals, titles, given names, heads such as "University".
 * German capitalises every noun, so there only a given name or a legal form makes a name.
 */
export function findNames(
  part: AnalysedPart,
  starts: ReadonlySet<number>,
  language: string,
): NameCandidate[] {
  const { tokens } = part
  if (isTitleCase(part) || isAllCapitals(tokens)) return []
  const names: NameCandidate[] = []
  for (let at = 0; at < tokens.length;) {
    const end = language === 'de' ? germanNameEnd(tokens, at) : runEnd(tokens, at)
    if (end === at) {
      at++
      continue
    }
    for (const [from, to, titled] of splitAtTitles(tokens, at, end, starts, language)) {
      const kind = kindOf(tokens, from, to, titled)
      names.push({ from, to, kind, titled })
    }
    at = end
  }
  return names
}

/** Where the run of capitalised words that begins at `at` ends; `at` itself where none begins. */
function runEnd(tokens: readonly Token[], at: number): number {
  if (!isCapitalWord(tokens[at])) return at
  let end = at + 1
  while (end - at < MAX_TOKENS) {
    const next = continuation(tokens, at, end)
    if (next === end) break
    end = next
  }
  return end
}

/** The end of the run after one more word, or `end` where it cannot go on. */
function continuation(tokens: readonly Token[], from: number, end: number): number {
  const [next, second, third] = [tokens[end], tokens[end + 1], tokens[end + 2]]
  const last = tokens[end - 1]
  if (next === undefined || last === undefined) return end
  if (isCapitalWord(next)) return end + 1
  const joins = last.end === next.start && next.end === second?.start
  if (joins && /^[-'’]$/.test(next.text) && isCapitalWord(second)) return end + 2
  if (next.text === '&' && isCapitalWord(second)) return end + 2
  if (next.text === '.' && last.end === next.start && isAbbreviated(last)) {
    return isCapitalWord(second) ? end + 2 : end
  }
  if (nameParticles.has(next.norm) && /^\p{Ll}/u.test(next.text)) {
    if (isCapitalWord(second)) return end + 2
    if (second && nameParticles.has(second.norm) && isCapitalWord(third)) return end + 3
  }
  if (next.norm === 'of' || next.norm === 'for') {
    const heads = tokens.slice(from, end)
    if (!heads.some(({ norm }) => organizationHeads.has(norm) || placeHeads.has(norm))) return end
    if (isCapitalWord(second)) return end + 2
    if (second?.norm === 'the' && isCapitalWord(third)) return end + 3
  }
  if (next.norm === 'and' && isCapitalWord(second)) {
    const words = tokens.slice(from, end).map(({ norm }) => norm)
    if (words.includes('of') && words.some((word) => LISTING_HEADS.has(word))) return end + 2
  }
  return end
}

/** "Hans-Peter Müller", "Ursula von der Leyen": from a given name over at most three more words. */
function germanNameEnd(tokens: readonly Token[], at: number): number {
  const first = tokens[at]
  if (!isCapitalWord(first) || first === undefined) return at
  if (!givenNames.has(first.norm) || first.norm.length < 3) return at
  let end = at + 1
  let words = 0
  while (words < 3) {
    const next = continuation(tokens, at, end)
    const last = tokens[next - 1]
    if (next === end || last === undefined) break
    end = next
    words++
    if (!givenNames.has(last.norm) && !isAbbreviated(last)) break
  }
  return words > 0 ? end : at
}

/**
 * Cuts "German Chancellor Friedrich Merz" and "Former President Bush" at the titles, and drops what
 * stands capitalised only because a sentence begins, and days and months at either end.
 */
function* splitAtTitles(
  tokens: readonly Token[],
  start: number,
  end: number,
  starts: ReadonlySet<number>,
  language: string,
): Generator<[from: number, to: number, titled: boolean]> {
  let from = start
  const before = tokens[start - 1]
  let titled = before !== undefined && isTitle(before.norm, language)
  for (let at = start; at <= end; at++) {
    const token = tokens[at]
    const isCut = at < end && token !== undefined && isTitle(token.norm, language)
    if (at < end && !isCut) continue
    const trimmed = trim(tokens, from, at, starts)
    if (trimmed !== null) yield [...trimmed, titled]
    from = at + 1
    if (tokens[from]?.text === '.') from++
    titled = true
  }
}

function trim(
  tokens: readonly Token[],
  start: number,
  end: number,
  starts: ReadonlySet<number>,
): [from: number, to: number] | null {
  let [from, to] = [start, end]
  while (from < to) {
    const norm = tokens[from]?.norm ?? ''
    const opensSentence = starts.has(from) && (commonWords.has(norm) || from + 1 === to)
    const isWord = isCapitalWord(tokens[from])
    if (isWord && !opensSentence && !calendarWords.has(norm) && norm !== 'the') break
    from++
  }
  while (to > from) {
    const norm = tokens[to - 1]?.norm ?? ''
    if (isCapitalWord(tokens[to - 1]) && !calendarWords.has(norm)) break
    to--
  }
  return from < to ? [from, to] : null
}

/** What the form of a name tells of its kind; null where it tells nothing. */
export function kindOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  titled: boolean,
): EntityKind | null {
  const words = tokens.slice(from, to)
  const of = words.findIndex(({ norm }) => norm === 'of' || norm === 'for')
  const head = words[of > 0 ? of - 1 : words.length - 1]?.norm ?? ''
  if (words.length > 1 && organizationHeads.has(head)) return 'ORGANIZATION'
  if (words.length > 1 && placeHeads.has(head)) return 'PLACE'
  const first = words[0]
  if (words.length > 1 && first !== undefined && placeOpenings.has(first.norm)) return 'PLACE'
  const initials = words.some(({ text }, i) => i > 0 && /^\p{Lu}$/u.test(text))
  const isGiven = first !== undefined && givenNames.has(first.norm)
  const short = words.length <= 6 && of < 0
  if (short && words.length > 1 && (isGiven || titled || initials)) return 'PERSON'
  return null
}

/** Indices of the tokens that open a sentence or a quotation. */
export function sentenceStarts({ tokens, sentences }: AnalysedPart): Set<number> {
  const starts = new Set<number>()
  let at = 0
  for (const { start } of sentences) {
    while (at < tokens.length && (tokens[at]?.start ?? 0) < start) at++
    starts.add(at)
  }
  for (const [i, token] of tokens.entries()) {
    if (/^["“„»«‘:•–—]$/.test(token.text)) starts.add(i + 1)
  }
  return starts
}

/** In a headline that capitalises every word, capitals tell nothing. */
function isTitleCase({ place, tokens }: AnalysedPart): boolean {
  if (place.part === 'paragraph' || place.part === 'lead') return false
  const words = tokens.filter(({ text }) => /^\p{L}{4,}/u.test(text))
  const capitals = words.filter(isCapitalWord)
  return words.length >= 3 && capitals.length > words.length * 0.7
}

/** An initial, or a word that is written with a full stop inside a name. */
function isAbbreviated({ text, norm }: Token): boolean {
  return /^\p{Lu}$/u.test(text) || ['st', 'jr', 'sr', 'mt', 'ft', 'dr', 'bros'].includes(norm)
}
