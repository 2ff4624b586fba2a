import lists from '../../knowledge/takeaway-words.json' with { type: 'json' }
import { isCapitalWord, type Token } from '../tokens.ts'
import { foldedLists, isStopWord, type WordLists } from './words.ts'

const pronouns = foldedLists(lists.pronouns)
const quantifiers = foldedLists(lists.quantifiers)
const connectives = foldedLists(lists.connectives)
const personal = foldedLists(lists.personal)
const articles = foldedLists(lists.articles)
const referring = foldedLists(lists.referring)
const pointing = foldedLists(lists.pointing)

/** Within so many words, what points somewhere mostly points out of the sentence. */
const EARLY = 6
/** A pronoun later than this has mostly found in its own sentence what it stands for. */
const OPENING = 12

/** "It is unclear who ...", "There are ...", "Es gibt ..." point at nothing before them. */
const EXPLETIVES: Readonly<Record<string, RegExp>> = {
  en: /^(?:it (?:is|was|remains|will be|would be|has been|became)(?: \S+){1,4} (?:that|who|whom|whether|how|why|when|where|what|if|to)\b|there (?:is|are|was|were|has been|have been|will be)\b|so far\b)/,
  de: /^es (?:gibt|gab|bleibt|(?:ist|war|sei) (?:\S+ ){1,3}(?:dass|ob|wer|wie|wann|wo|warum|was|zu)\b)/,
}

/** Stop words of German that a noun follows: "das neue Haus". */
const COMMON_ADJECTIVE = /^(?:neu|letzt|erst|nachst|eigen|weiter|ander|viel|wenig)e[nrs]?$/

/** Whether a sentence begins with a word that stands for something said before it. */
export function pointsBack(tokens: readonly Token[], language: string): boolean {
  const opening = openingOf(tokens)
  const [first, second] = opening
  if (first === undefined || isAcronym(first)) return false
  if (EXPLETIVES[language]?.test(opening.map(({ norm }) => norm).join(' ')) === true) return false
  return (
    has(pronouns, language, first) ||
    has(connectives, language, first) ||
    (has(quantifiers, language, first) && standsAlone(second, language)) ||
    hasDanglingPerson(opening, language)
  )
}

/**
 * Whether a sentence seems to lean on what was said before: "The firm", "Die beiden", "NATO rejects
 * this", "An seinem Hut". Less certain than `pointsBack`.
 */
export function leansBack(tokens: readonly Token[], language: string): boolean {
  const opening = openingOf(tokens)
  const [first, second] = opening
  if (first === undefined || second === undefined) return false
  return (
    (has(articles, language, first) && has(referring, language, second)) ||
    opening.slice(1, EARLY).some((token) => has(pointing, language, token)) ||
    opening.some(({ norm }, at) => norm === 'that' && opening[at + 1]?.text === ',')
  )
}

function openingOf(tokens: readonly Token[]): Token[] {
  return tokens.slice(0, 2 * OPENING).filter(({ text }) => /[\p{L}\p{N},:]/u.test(text))
}

/** "Two of them", "Viele sagen", "Das ist": no noun follows that would make it "two people". */
function standsAlone(next: Token | undefined, language: string): boolean {
  if (next === undefined || isCapitalWord(next) || /^\p{N}/u.test(next.text)) return false
  if (language === 'de' && COMMON_ADJECTIVE.test(next.norm)) return false
  if (isStopWord(next.norm, language)) return true
  // An adjective before its noun ends in -e, -en ...; what ends in -t or -te is mostly a verb.
  return language === 'de' && /te?$/.test(next.norm)
}

/**
 * "In 2003 he won", "In Berlin sagte sie": a person's pronoun before anything it could stand for.
 * In English that is a name, or a subject that opens the sentence; every German noun has a capital
 * letter, so there it is whatever stands in a clause before.
 */
function hasDanglingPerson(opening: readonly Token[], language: string): boolean {
  const at = opening.slice(0, OPENING).findIndex((token) => has(personal, language, token))
  if (at === -1) return false
  const before = opening.slice(0, at)
  if (language === 'de') return !before.some(({ text }) => text === ',' || text === ':')
  const [first, ...rest] = before
  if (first === undefined) return true
  const opensWithSubject = has(articles, language, first) || !isStopWord(first.norm, language)
  return !opensWithSubject && !rest.some(isCapitalWord)
}

function has(lists: WordLists, language: string, token: Token): boolean {
  return lists[language]?.has(token.norm) === true && !isAcronym(token)
}

/** "IT" and "US" are no pronouns. */
function isAcronym({ text }: Token): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}.]+$/u.test(text)
}
