import lists from '../../knowledge/takeaway-words.json' with { type: 'json' }
import { pointsBack } from './dangling.ts'
import type { Passage } from './passages.ts'
import { foldedLists } from './words.ts'

const LEAST_WORDS = 8
const MOST_WORDS = 40
/** Above it, a sentence is what somebody said rather than what is so. */
const MOST_QUOTED = 0.5

const firstPerson = foldedLists(lists.firstPerson)

const CLOSED = /[.!。！।۔።](?:["'“”’»«)\]]|\s)*$/u
const CUT_OFF = /(?:\.{2,}|…|\[[^\]]*\])["'“”’»«)\]\s]*$/u
const LINK_OR_MARKUP = /https?:|www\.|\S@\S+\.\S|[|{}<>©]/u

/**
 * Whether a sentence says something whole to a reader who has seen nothing before it: no question,
 * no mere quote, nothing cut off, no word at its start that points back.
 * @param isMarked whether the article closes its sentences with marks; Thai has none
 */
export function isSelfContained(passage: Passage, language: string, isMarked: boolean): boolean {
  const { evidence, words, quoted, tokens } = passage
  const { quote } = evidence
  return (
    words >= LEAST_WORDS &&
    words <= MOST_WORDS &&
    quoted <= MOST_QUOTED &&
    (!isMarked || CLOSED.test(quote)) &&
    !CUT_OFF.test(quote) &&
    !hasLinkOrMarkup(quote) &&
    !/^\P{L}*\p{Ll}/u.test(quote) &&
    !pointsBack(tokens, language) &&
    !speaksInFirstPerson(passage, language)
  )
}

/** What a sentence of a news article does not hold. */
export function hasLinkOrMarkup(text: string): boolean {
  return LINK_OR_MARKUP.test(text)
}

/** Whether any of the sentences ends with a full stop or the like. */
export function hasMarks(passages: readonly Passage[]): boolean {
  return passages.some(({ evidence }) => CLOSED.test(evidence.quote))
}

function speaksInFirstPerson({ tokens, quoted }: Passage, language: string): boolean {
  const words = firstPerson[language]
  if (quoted > 0 || words === undefined) return false
  return tokens.some(({ norm, text }) => words.has(norm) && !/^\p{Lu}{2}/u.test(text))
}
