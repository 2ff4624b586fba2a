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

/** ", or SAG-U," and ", kurz BfV," introduce an acronym without brackets. */
const CALLED = new Set(['or', 'kurz'])

/** The acronyms that a text introduces after the name in full: in brackets, or by ", or". */
export function findAcronyms(tokens: readonly Token[], text: string): AcronymDefinition[] {
  const definitions: AcronymDefinition[] = []
  for (const at of tokens.keys()) {
    const acronym = acronymAfter(tokens, at, text)
    if (acronym === null) continue
    const from = startOfName(tokens, at, capitalsOf(acronym))
    if (from !== null) definitions.push({ from, to: at, acronym })
  }
  return definitions
}

/** "SAG-U" of "(SAG-U)" and ", or SAG-U," with the bracket or comma at `at`. */
function acronymAfter(tokens: readonly Token[], at: number, text: string): string | null {
  const isBracket = tokens[at]?.text === '('
  const isOr = tokens[at]?.text === ',' && CALLED.has(tokens[at + 1]?.norm ?? '')
  if (!isBracket && !isOr) return null
  const open = isBracket ? at : at + 1
  const rest = tokens.slice(open + 1, open + 7)
  const length = rest.findIndex((token) => (isBracket ? token.text === ')' : token.text === ','))
  const [first, last] = [tokens[open + 1], tokens[open + length]]
  if (length < 1 || first === undefined || last === undefined) return null
  const acronym = text.slice(first.start, last.end)
  const isOne = /^\p{Lu}[\p{L}\p{N}&-]{1,9}$/u.test(acronym) && capitalsOf(acronym).length > 1
  return isOne ? acronym : null
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
