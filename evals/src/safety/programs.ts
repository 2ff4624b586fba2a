import { Parser } from 'htmlparser2'

/** What a piece of HTML has in its programs and styles, and what it has as text. */
export interface Parts {
  programs: string[]
  text: string
}

/** By a parser that is not Courant's. */
export function partsOf(html: string): Parts {
  const programs: string[] = []
  let text = ''
  let depth = 0
  const isProgram = (name: string) => name === 'script' || name === 'style'
  const parser = new Parser(
    {
      onopentagname(name) {
        if (isProgram(name)) depth += 1
      },
      onclosetag(name) {
        if (isProgram(name)) depth -= 1
      },
      ontext(data) {
        if (depth > 0) programs.push(data)
        else text += data
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return { programs, text }
}

/** UTF-16 units; a shorter piece of a program stands in any text by chance. */
const telling = 8

/** The programs' pieces that stand in a text, though the markup does not have them as text. */
export function programsIn(text: string, { programs, text: shown }: Parts): string[] {
  const bare = (part: string) => part.replace(/\s+/g, '')
  return programs
    .map(bare)
    .filter((program) => program.length >= telling && !bare(shown).includes(program))
    .filter((program) => bare(text).includes(program))
}
