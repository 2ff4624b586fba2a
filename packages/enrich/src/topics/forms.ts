import { normalize } from '../tokens.ts'

export type CueLanguage = 'en' | 'de'

/** The normalised forms in which a word of a cue may stand in a text, itself among them. */
export function formsOf(word: string, language: CueLanguage): ReadonlySet<string> {
  const norm = normalize(word)
  if (isAcronym(word)) return new Set([norm, `${norm}s`])
  if (norm.length < 3 || !/^\p{L}+$/u.test(norm)) return new Set([norm])
  return new Set(language === 'en' ? englishForms(norm) : germanForms(norm, isCapitalised(word)))
}

/** "US" is no "us". */
export function isAcronym(word: string): boolean {
  return /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(word)
}

export function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word)
}

function englishForms(word: string): string[] {
  const base = [word, ...(/(?:s|x|z|ch|sh)$/.test(word) ? [`${word}es`] : [`${word}s`])]
  if (/[^aeiou]y$/.test(word)) {
    const stem = word.slice(0, -1)
    return [...base, `${stem}ies`, `${stem}ied`, `${word}ing`]
  }
  if (word.endsWith('e')) return [...base, `${word}d`, `${word.slice(0, -1)}ing`]
  if (/[^aeiou]o$/.test(word)) base.push(`${word}es`)
  const doubled = /[^aeiou][aeiou][bdgklmnprt]$/.test(word) ? word + (word.at(-1) ?? '') : word
  return [...base, `${word}ed`, `${word}ing`, `${doubled}ed`, `${doubled}ing`]
}

const NOUN_ENDINGS = ['', 'e', 'en', 'er', 'ern', 'es', 's', 'n', 'ens']
const ADJECTIVE_ENDINGS = ['', 'e', 'en', 'er', 'es', 'em', 's', 'ste', 'sten', 'ere', 'eren']
const VERB_ENDINGS = ['en', 'e', 't', 'et', 'te', 'ten', 'ete', 'eten', 'end', 'ende', 'enden']
/** Nouns for people, who may be women. */
const PERSON = /(?:er|ist|ent|ant|or|at|eur|oge|ekt)$/

function germanForms(word: string, isNoun: boolean): string[] {
  if (isNoun) return germanNoun(word)
  if (/e[lr]?n$/.test(word)) {
    const stem = word.replace(/e?n$/, '')
    const verb = VERB_ENDINGS.map((end) => stem + end)
    return [word, ...verb, `ge${stem}t`, `ge${stem}te`, `ge${stem}ten`, `ge${word}`, `ge${word}e`]
  }
  const stem = word.replace(/e$/, '')
  return [word, ...ADJECTIVE_ENDINGS.map((end) => stem + end)]
}

function germanNoun(word: string): string[] {
  if (word.endsWith('e')) {
    const stem = word.slice(0, -1)
    return [word, ...['n', 'r', 's', 'm'].map((end) => word + end), `${stem}in`, `${stem}innen`]
  }
  const forms = NOUN_ENDINGS.map((end) => word + end)
  if (/[ui]s$/.test(word)) forms.push(`${word.slice(0, -2)}en`, `${word}se`)
  if (/(?:um|on|a)$/.test(word)) forms.push(`${word.replace(/(?:um|on|a)$/, '')}en`)
  if (word.endsWith('um')) forms.push(`${word.slice(0, -2)}a`)
  if (PERSON.test(word)) forms.push(`${word}in`, `${word}innen`)
  return forms
}
