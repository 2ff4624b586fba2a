import type { ArticleText } from '../article.ts'
import { hashText, mix } from './hash.ts'
import { wordsOf } from './words.ts'

/** What is compared to tell whether two articles carry the same text. */
export interface Fingerprint {
  /**
   * Two articles with the same text have at least one of these in common, others hardly ever: 32-bit
   * numbers, none for a text too short to be told from others.
   */
  bands: readonly number[]
  /** The hashes of every run of words; 32-bit numbers. */
  shingles: ReadonlySet<number>
  /** The numbers that stand in the text. */
  numbers: ReadonlySet<string>
}

/** Words of a run: long enough that two reports of one event share few. */
const SHINGLE_WORDS = 4
/** Words of a text; what follows is not compared. */
const MOST_WORDS = 4_000
/** Fewer runs than these are a caption or a teaser. */
const FEWEST_SHINGLES = 20
/** 16 bands of 4: of texts that share 0.7 of their runs 99 % meet in a band, of 0.2 not 3 %. */
const BANDS = 16
const ROWS = 4
/** Two texts are the same from this share of their runs on, ... */
const SAME_TEXT = 0.7
/** ... and where they have fewer runs than these, from that share on: a template fills a short text. */
const SHORT_TEXT = 60
const SAME_SHORT_TEXT = 0.9
/** A report by template, of another quarter or another place, has its words but not its numbers. */
const SAME_NUMBERS = 0.8

/**
 * The fingerprint of an article's lead and body; headlines are often a source's own. MinHash over runs
 * of words, cut into bands for finding: A. Broder, "On the resemblance and containment of documents",
 * 1997, and P. Indyk and R. Motwani, "Approximate nearest neighbors", 1998. Deterministic, never throws.
 */
export function fingerprint(article: ArticleText): Fingerprint {
  const texts = [article.lead, ...article.sections.flatMap(({ paragraphs }) => paragraphs)]
  const words: string[] = []
  for (const text of texts) {
    for (const { norm } of wordsOf(text)) {
      if (words.length === MOST_WORDS) break
      words.push(norm)
    }
  }
  const shingles = shinglesOf(words)
  return {
    bands: shingles.size < FEWEST_SHINGLES ? [] : bandsOf(shingles),
    shingles,
    numbers: new Set(words.filter((word) => /^\p{N}+$/u.test(word))),
  }
}

/**
 * Whether two articles carry the same text, give or take a source's small changes: seven tenths of
 * their runs of words are common to both (exact Jaccard), nine in short ones, and their numbers agree.
 */
export function isSameText(a: Fingerprint, b: Fingerprint): boolean {
  const shorter = Math.min(a.shingles.size, b.shingles.size)
  if (shorter < FEWEST_SHINGLES) return false
  const common = commonTo(a.shingles, b.shingles)
  const enough = shorter < SHORT_TEXT ? SAME_SHORT_TEXT : SAME_TEXT
  if (common < enough * (a.shingles.size + b.shingles.size - common)) return false
  const fewerNumbers = Math.min(a.numbers.size, b.numbers.size)
  return commonTo(a.numbers, b.numbers) >= SAME_NUMBERS * fewerNumbers
}

function shinglesOf(words: readonly string[]): Set<number> {
  const hashes = words.map(hashText)
  const shingles = new Set<number>()
  for (let first = 0; first + SHINGLE_WORDS <= hashes.length; first++) {
    let hash = 0
    for (let at = first; at < first + SHINGLE_WORDS; at++) hash = mix(hash * 31 + (hashes[at] ?? 0))
    shingles.add(hash)
  }
  return shingles
}

function bandsOf(shingles: ReadonlySet<number>): number[] {
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff)
  for (const shingle of shingles) {
    for (let row = 0; row < least.length; row++) {
      const hash = mix(shingle ^ Math.imul(row + 1, 0x9e3779b9))
      if (hash < (least[row] ?? 0)) least[row] = hash
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = band + 1
    for (let row = 0; row < ROWS; row++) hash = mix(hash * 31 + (least[band * ROWS + row] ?? 0))
    return hash
  })
}

function commonTo<Value>(a: ReadonlySet<Value>, b: ReadonlySet<Value>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let common = 0
  for (const value of few) if (many.has(value)) common += 1
  return common
}
