import { diffLists } from './diff-lists.ts'
import { type DiffSegment, diffWords, piecesOf } from './diff-words.ts'

/** A line of a text: what it is, and what it says. */
export interface Paragraph {
  kind: 'crosshead' | 'paragraph' | 'takeaway'
  text: string
}

/** A paragraph that both have, that both have with other words in it, or that only one has. */
export interface DiffParagraph {
  kind: Paragraph['kind']
  change: 'kept' | 'changed' | 'added' | 'removed'
  segments: DiffSegment[]
}

/** Paragraphs put in or taken out at most; the time to find them grows with the square. */
const maxEdits = 2_000

/** Pairs of paragraphs compared at most, where several that are gone stand against several new ones. */
const maxPairs = 10_000

/** 0 to 1: the share of their words that two paragraphs have in common when one is the other's next version. */
const alike = 0.5

/**
 * What changed from one text to another: which paragraphs correspond, in the order of both, and then
 * what changed within each. A paragraph that was moved is removed in one place and added in another.
 */
export function diffParagraphs(
  before: readonly Paragraph[],
  after: readonly Paragraph[],
): DiffParagraph[] {
  const isEqual = (a: Paragraph, b: Paragraph) => a.kind === b.kind && a.text === b.text
  const result: DiffParagraph[] = []
  let removed: Paragraph[] = []
  let added: Paragraph[] = []
  const endChange = () => {
    result.push(...pairUp(removed, added))
    removed = []
    added = []
  }
  for (const { change, items } of diffLists(before, after, isEqual, maxEdits)) {
    if (change === 'removed') removed.push(...items)
    else if (change === 'added') added.push(...items)
    else {
      endChange()
      result.push(...items.map(whole('kept')))
    }
  }
  endChange()
  return result
}

function whole(change: 'kept' | 'added' | 'removed'): (paragraph: Paragraph) => DiffParagraph {
  return ({ kind, text }) => ({ kind, change, segments: [{ change, text }] })
}

/** Finds the new version of each paragraph that is gone, where it has one. */
function pairUp(removed: readonly Paragraph[], added: readonly Paragraph[]): DiffParagraph[] {
  const result: DiffParagraph[] = []
  let [oldAt, newAt] = [0, 0]
  const skipTo = (oldEnd: number, newEnd: number) => {
    result.push(...removed.slice(oldAt, oldEnd).map(whole('removed')))
    result.push(...added.slice(newAt, newEnd).map(whole('added')))
  }
  for (const [old, now] of bestPairs(removed, added)) {
    skipTo(old, now)
    const { kind, text } = added[now]!
    result.push({ kind, change: 'changed', segments: diffWords(removed[old]!.text, text) })
    ;[oldAt, newAt] = [old + 1, now + 1]
  }
  skipTo(removed.length, added.length)
  return result
}

/** The pairs, in order, whose likeness adds up to the most. */
function bestPairs(removed: readonly Paragraph[], added: readonly Paragraph[]): [number, number][] {
  const width = added.length
  if (removed.length * width === 0 || removed.length * width > maxPairs) return []
  const [old, now] = [removed.map(wordsOf), added.map(wordsOf)]
  const likenessOf = (i: number, j: number) => {
    if (removed[i]!.kind !== added[j]!.kind) return 0
    const likeness = shareInCommon(old[i]!, now[j]!)
    return likeness < alike ? 0 : likeness
  }
  const likeness = removed.map((_, i) => added.map((_, j) => likenessOf(i, j)))
  // best[i][j]: the most that the paragraphs from i and from j on can add up to.
  const best = Array.from({ length: removed.length + 1 }, () => Array<number>(width + 1).fill(0))
  for (let i = removed.length - 1; i >= 0; i -= 1) {
    for (let j = width - 1; j >= 0; j -= 1) {
      const paired = likeness[i]![j]! && likeness[i]![j]! + best[i + 1]![j + 1]!
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, paired)
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < removed.length && j < width;) {
    if (best[i]![j] === best[i + 1]![j]) i += 1
    else if (best[i]![j] === best[i]![j + 1]) j += 1
    else pairs.push([i++, j++])
  }
  return pairs
}

/** How often each word stands in a text, and how many there are in all. */
interface Words {
  counts: ReadonlyMap<string, number>
  size: number
}

function wordsOf({ text }: Paragraph): Words {
  const words = piecesOf(text).filter((piece) => /[\p{L}\p{N}]/u.test(piece))
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return { counts, size: words.length }
}

/** 0 to 1 (Dice's coefficient, repeated words counted as often as both have them). */
function shareInCommon(a: Words, b: Words): number {
  const [fewer, more] = a.counts.size < b.counts.size ? [a, b] : [b, a]
  let common = 0
  for (const [word, count] of fewer.counts) common += Math.min(count, more.counts.get(word) ?? 0)
  return common === 0 ? 0 : (2 * common) / (a.size + b.size)
}
