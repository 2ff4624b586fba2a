import decoys from '../../knowledge/topic-decoys.json' with { type: 'json' }
import { cueFiles } from './cue-files.ts'
import type { CueLanguage } from './forms.ts'
import { currentCode } from './tree.ts'

/** By code, language and weight the cues of a topic and of those below it. */
export type CueFile = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>
>

/** What a cue says for a topic: 5 hardly anything else, 3 much, 1 little. */
export interface CueUse {
  code: string
  weight: number
}

/** A word or phrase and the topics that it speaks for. */
export interface Cue {
  /** As it is written in its file. */
  text: string
  language: CueLanguage
  /** None for a decoy: words that only look like a cue ("a war of words"). */
  uses: CueUse[]
}

/**
 * Every cue and decoy of a language, each text once; what names a retired topic speaks for the one in
 * its place.
 */
export function cuesOf(language: CueLanguage): Cue[] {
  const cues = new Map<string, Cue>()
  for (const file of cueFiles.values()) {
    for (const [named, languages] of Object.entries(file)) {
      const code = currentCode(named)
      if (code === null) continue
      for (const [weight, texts] of Object.entries(languages[language] ?? {})) {
        for (const text of texts) addUse(cues, text, language, { code, weight: Number(weight) })
      }
    }
  }
  for (const text of decoys[language]) {
    if (!cues.has(text)) cues.set(text, { text, language, uses: [] })
  }
  return [...cues.values()]
}

function addUse(cues: Map<string, Cue>, text: string, language: CueLanguage, use: CueUse): void {
  const cue = cues.get(text) ?? { text, language, uses: [] }
  cues.set(text, cue)
  if (!cue.uses.some(({ code }) => code === use.code)) cue.uses.push(use)
}
