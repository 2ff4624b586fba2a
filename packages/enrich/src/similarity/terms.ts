import functionWords from '../../knowledge/function-words.json' with { type: 'json' }
import { type ArticlePart, type ArticleText, partsOf } from '../article.ts'
import { isCapitalWord, normalize, type Token } from '../tokens.ts'
import { hashText } from './hash.ts'
import { stem } from './stem.ts'
import { heaviest, type Vector } from './vector.ts'
import { wordsOf } from './words.ts'

/** An article as stories see it; `language` is the one that was found. */
export interface StoryText extends ArticleText {
  /** Whom it names; salience is 0 to 1. */
  mentions: readonly { slug: string; salience: number }[]
}

/** The first words tell the event; further down stands background that other events share. */
const BODY_WORDS = 600
/** UTF-16 units of one paragraph; what is longer is no paragraph of a news article. */
const LONGEST_PART = 20_000
/** An article's lightest terms hardly move a cosine. */
const MOST_TERMS = 120
const PART_WEIGHT: Record<ArticlePart, number> = {
  headline: 3,
  lead: 2,
  crosshead: 1,
  paragraph: 1,
}
/** Events differ by who takes part in them more than by what happens. */
const NAME_WEIGHT = 1.5
/** "Galaxy S5" says more than "Galaxy" and "S5" apart. */
const PAIR_COUNT = 1.5
/** An entity of salience 1 counts like a word that stands this often in the body. */
const ENTITY_COUNT = 8
/** Keeps an entity that is barely named in the vector. */
const LIGHTEST = 0.3

/** Two articles of 120 terms each share one by chance once in 70 times. */
const TERM_BITS = 20
/** Names are numbered from here, so that they can be told from words. */
const FIRST_NAME = 2 ** TERM_BITS

const skipped = new Set(Object.values(functionWords).flat().map(normalize))

/**
 * What an article speaks of: its words, the names in it as they are spelt, and its entities, which are
 * the same in every language. Terms are hashed to numbers below 2^21 (feature hashing: Weinberger et al.,
 * "Feature hashing for large scale multitask learning", ICML 2009), which bounds what has to be kept of
 * them. Never throws; takes time in proportion to the first words of the text, which alone are read.
 * @returns the weight of each term within this article, 1 + ln(count), names half as much again. How
 * rare a term is elsewhere is not in it.
 */
export function storyTerms(article: StoryText): Vector {
  const words = new Map<string, number>()
  const names = new Map<string, number>()
  let read = 0
  for (const { part, text } of partsOf(article)) {
    if (read > BODY_WORDS) break
    const ofPart = wordsOf(text.slice(0, LONGEST_PART))
    read += ofPart.length
    const told = ofPart.filter(({ norm }) => norm.length > 1 && !skipped.has(norm))
    for (const { norm } of told) {
      if (/\p{L}/u.test(norm)) add(words, stem(norm, article.language), PART_WEIGHT[part])
    }
    for (const [name, times] of namesOf(told, ofPart[0], part, article.language)) {
      add(names, name, times * PART_WEIGHT[part])
    }
  }
  for (const { slug, salience } of article.mentions) add(names, `@${slug}`, ENTITY_COUNT * salience)

  const weights = new Map<number, number>()
  for (const [word, count] of words) weights.set(termOf(word), weightOf(count))
  for (const [name, count] of names) {
    weights.set(FIRST_NAME + termOf(name), NAME_WEIGHT * weightOf(count))
  }
  return heaviest(weights, MOST_TERMS)
}

/** Whether a term is a name rather than a word. */
export function isNameTerm(term: number): boolean {
  return term >= FIRST_NAME
}

/**
 * Names by their form alone: capital words side by side, words with digits ("MH370"), in capitals
 * ("NATO"), and single capital words within a sentence, unless the language or the line gives capitals
 * to others too.
 */
function* namesOf(
  told: readonly Token[],
  first: Token | undefined,
  part: ArticlePart,
  language: string | null | undefined,
): Generator<[name: string, times: number]> {
  const capitalsAreNames = language !== 'de' && part !== 'headline' && part !== 'crosshead'
  let before: Token | undefined
  for (const word of told) {
    const follows = before !== undefined && before.end + 1 === word.start
    const isCapital = isCapitalWord(word)
    const hasDigit = /\p{N}/u.test(word.norm)
    if (follows && isCapitalWord(before) && (isCapital || hasDigit)) {
      yield [`${before!.norm} ${word.norm}`, PAIR_COUNT]
    }
    const isCode = hasDigit && /\p{L}/u.test(word.norm)
    const isAcronym = /^\p{Lu}{2,}$/u.test(word.text)
    if (isCode || isAcronym || (capitalsAreNames && isCapital && word !== first && follows)) {
      yield [word.norm, 1]
    }
    before = word
  }
}

function add(counts: Map<string, number>, term: string, times: number): void {
  counts.set(term, (counts.get(term) ?? 0) + times)
}

function weightOf(count: number): number {
  return Math.max(LIGHTEST, 1 + Math.log(count))
}

function termOf(text: string): number {
  return hashText(text) >>> (32 - TERM_BITS)
}
