import { normalize, tokenize } from '../tokens.ts'
import { addAffix, type Affixes, emptyAffixes, isAffix } from './affixes.ts'
import { type Cue, cuesOf } from './cues.ts'
import { type CueLanguage, formsOf, isAcronym, isCapitalised } from './forms.ts'

/** One word of a cue and what a text must hold in its place. */
export interface CueWord {
  forms: ReadonlySet<string>
  /** Proper names and German nouns: "Labour" is a party, "labour" is not. */
  capital: boolean
  /** All of it, as in "IT". */
  capitals: boolean
}

export interface CuePattern {
  cue: Cue
  words: readonly CueWord[]
}

export interface CueIndex {
  /** By the forms of the first word: the longest pattern first, then the most exact. */
  patterns: ReadonlyMap<string, readonly CuePattern[]>
  affixes: Affixes
}

const indexes = new Map<CueLanguage, CueIndex>()

/** What the matcher looks cues up in; made when a text first needs it, for it takes a while. */
export function indexOf(language: CueLanguage): CueIndex {
  const index = indexes.get(language) ?? buildIndex(language)
  indexes.set(language, index)
  return index
}

function buildIndex(language: CueLanguage): CueIndex {
  const patterns = new Map<string, CuePattern[]>()
  const affixes = emptyAffixes()
  for (const cue of cuesOf(language)) {
    if (isAffix(cue.text)) addAffix(affixes, cue)
    else addPattern(patterns, cue)
  }
  for (const [form, list] of patterns) {
    const exactness = ({ cue, words }: CuePattern) =>
      words.filter(({ capital }) => capital).length + (normalize(cue.text) === form ? 0.5 : 0)
    list.sort((a, b) => b.words.length - a.words.length || exactness(b) - exactness(a))
  }
  return { patterns, affixes }
}

function addPattern(patterns: Map<string, CuePattern[]>, cue: Cue): void {
  const words = tokenize(cue.text)
    .filter(({ text }) => text !== '-')
    .map(({ text }) => ({
      forms: formsOf(text, cue.language),
      capital: isCapitalised(text),
      capitals: isAcronym(text),
    }))
  const pattern = { cue, words }
  for (const form of words[0]?.forms ?? []) {
    const list = patterns.get(form)
    if (list === undefined) patterns.set(form, [pattern])
    else list.push(pattern)
  }
}
