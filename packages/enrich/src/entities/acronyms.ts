import type { Token } from '../tokens.ts'
import { isCapitalWord } from '../tokens.ts'

/** "Security Assistance Group-Ukraine (SAG-U)": a name and the acronym it introduces. */
export interface AcronymDefinition {
  /** The tokens of the name. */
  from: number
  to: number
  acronym: string
}

/** Words that a name of an organisation may hold beside those that give their initials. */
const LINKS = new Set(
  'of for the and in on de des der die das für und von vom zur zum im la le du et'.split(' '),
)

/** The acronyms that a text introduces in brackets after the name in full. */
export function findAcronyms(tokens: readonly Token[], text: string): AcronymDefinition[] {
  const definitions: AcronymDefinition[] = []
  for (const [open, token] of tokens.entries()) {
    if (token.text !== '(') continue
    const length = tokens.slice(open + 1, open + 7).findIndex(({ text }) => text === ')')
    const close = open + 1 + length
    const first = tokens[open + 1]
    const last = tokens[close - 1]
    if (length < 1 || first === undefined || last === undefined) continue
    const acronym = text.slice(first.start, last.end)
    if (!/^\p{Lu}[\p{L}\p{N}&-]{1,9}$/u.test(acronym) || capitalsOf(acronym).length < 2) continue
    const from = startOfName(tokens, open, capitalsOf(acronym))
    if (from !== null) definitions.push({ from, to: open, acronym })
  }
  return definitions
}

/** The first token of the name before `end` whose words' initials are the letters, in order. */
function startOfName(tokens: readonly Token[], end: number, letters: string): number | null {
  let missing = letters.length
  for (let at = end - 1; at >= 0 && end - at <= letters.length * 3; at--) {
    const token = tokens[at]
    if (token === undefined) return null
    if (isCapitalWord(token)) {
      const initial = token.text.charAt(0)
      if (initial !== letters.charAt(missing - 1)) return null
      missing--
      if (missing === 0) return end - at > 1 ? at : null
    } else if (token.text !== '-' && !LINKS.has(token.norm)) {
      return null
    }
  }
  return null
}

function capitalsOf(text: string): string {
  return text.replace(/[^\p{Lu}]/gu, '')
}
