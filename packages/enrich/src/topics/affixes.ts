import type { Cue } from './cues.ts'
import { formsOf } from './forms.ts'

interface Letter {
  next: Map<string, Letter>
  cue: Cue | null
}

/** Cues that are the beginning or the end of a word; a look-up reads letters while any cue goes on so. */
export interface Affixes {
  beginnings: Letter
  ends: Letter
}

export function emptyAffixes(): Affixes {
  return { beginnings: { next: new Map(), cue: null }, ends: { next: new Map(), cue: null } }
}

export function isAffix(text: string): boolean {
  return text.startsWith('-') || text.endsWith('-')
}

/** Adds "wahl-" or "-krieg", the latter in its inflected forms. */
export function addAffix({ beginnings, ends }: Affixes, cue: Cue): void {
  const word = cue.text.replace(/^-|-$/g, '')
  if (cue.text.endsWith('-')) {
    const [form] = formsOf(word, cue.language)
    if (form !== undefined) add(beginnings, form.split(''), cue)
    return
  }
  const noun = word.charAt(0).toUpperCase() + word.slice(1)
  for (const form of formsOf(noun, cue.language)) add(ends, form.split('').toReversed(), cue)
}

/** The longest beginning and the longest end of a normalised word that are cues. */
export function affixesOf({ beginnings, ends }: Affixes, norm: string): Cue[] {
  const found: Cue[] = []
  let node: Letter | undefined = beginnings
  let longest: Cue | null = null
  for (let at = 0; at < norm.length; at++) {
    node = node.next.get(norm.charAt(at))
    if (node === undefined) break
    longest = node.cue ?? longest
  }
  if (longest !== null) found.push(longest)
  node = ends
  longest = null
  for (let at = norm.length - 1; at >= 0; at--) {
    node = node.next.get(norm.charAt(at))
    if (node === undefined) break
    longest = node.cue ?? longest
  }
  if (longest !== null) found.push(longest)
  return found
}

function add(root: Letter, letters: readonly string[], cue: Cue): void {
  let node = root
  for (const letter of letters) {
    let next = node.next.get(letter)
    if (next === undefined) {
      next = { next: new Map(), cue: null }
      node.next.set(letter, next)
    }
    node = next
  }
  node.cue ??= cue
}
