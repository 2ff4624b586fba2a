import { Parser } from 'htmlparser2'

/** These stand within a word or sentence; all other elements part words. */
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strong sub sup tt u var'.split(
    ' ',
  ),
)

/** All text of a piece of HTML, captions included. */
export function textOf(html: string): string {
  let text = ''
  const part = (name: string) => {
    if (!inline.has(name)) text += ' '
  }
  new Parser({ onopentagname: part, onclosetag: part, ontext: (piece) => (text += piece) }).end(
    html,
  )
  return text
}

/** Words and numbers in lower case; of scripts without spaces, characters. */
export function tokensOf(text: string): string[] {
  const token = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu
  return text.normalize('NFKC').toLowerCase().match(token) ?? []
}

/** What two texts share, as bags of tokens: 1 for the same ones, in whatever order; also for two of none. */
export function tokenF1(gold: readonly string[], found: readonly string[]): number {
  if (gold.length + found.length === 0) return 1
  const left = new Map<string, number>()
  for (const token of gold) left.set(token, (left.get(token) ?? 0) + 1)
  let shared = 0
  for (const token of found) {
    const count = left.get(token) ?? 0
    if (count > 0) shared += 1
    left.set(token, count - 1)
  }
  return (2 * shared) / (gold.length + found.length)
}
