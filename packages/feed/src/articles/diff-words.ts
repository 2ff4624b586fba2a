import { diffLists } from './diff-lists.ts'

/** A stretch of text. Kept and removed ones together are how it read, kept and added ones how it reads. */
export interface DiffSegment {
  change: 'kept' | 'added' | 'removed'
  text: string
}

/**
 * Words put in or taken out at most, in one text; the time to find them grows with the square. What
 * differs by more is another text, and is shown as such.
 */
const maxEdits = 1_000

/** Scripts that put no space between words: there, a character is compared by itself. */
const spaceless = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`
const letters = String.raw`[[\p{L}\p{M}\p{N}]--${spaceless}]+`
const emoji = String.raw`\p{Extended_Pictographic}[\p{Emoji_Modifier}\u{FE0F}\u{200D}\p{Extended_Pictographic}]*`

/** Words, "3.5" and "don't" being one each, emoji, white space, and every other character by itself. */
const piece = new RegExp(
  [
    String.raw`${spaceless}\p{M}*`,
    String.raw`${letters}(?:['’.,]${letters})*`,
    emoji,
    String.raw`\s+`,
    '.',
  ].join('|'),
  'gsv',
)

/** A text cut into what a diff keeps, adds and removes as a whole. Nothing is left out. */
export function piecesOf(text: string): string[] {
  return text.match(piece) ?? []
}

/** What changed from one text to another, word by word; of a change, what was there comes first. */
export function diffWords(before: string, after: string): DiffSegment[] {
  const isEqual = (a: string, b: string) => a === b
  const changes = diffLists(piecesOf(before), piecesOf(after), isEqual, maxEdits)
  return readable(changes.map(({ change, items }) => ({ change, text: items.join('') })))
}

/**
 * Joins what people read as one change: white space between two changes belongs to both, so that "old
 * red" becomes "new blue", rather than one word after the other.
 */
function readable(segments: readonly DiffSegment[]): DiffSegment[] {
  const joined: DiffSegment[] = []
  let [removed, added, gap] = ['', '', '']
  const endChange = () => {
    joined.push({ change: 'removed', text: removed }, { change: 'added', text: added })
    joined.push({ change: 'kept', text: gap })
    removed = added = gap = ''
  }
  for (const { change, text } of segments) {
    if (change === 'kept' && (removed || added) && /^\s+$/.test(text)) gap += text
    else if (change === 'kept') {
      endChange()
      joined.push({ change, text })
    } else {
      removed += gap + (change === 'removed' ? text : '')
      added += gap + (change === 'added' ? text : '')
      gap = ''
    }
  }
  endChange()
  return joined.filter(({ text }) => text !== '').reduce(joinEqual, [])
}

function joinEqual(done: DiffSegment[], segment: DiffSegment): DiffSegment[] {
  const last = done.at(-1)
  if (last?.change === segment.change) last.text += segment.text
  else done.push({ ...segment })
  return done
}
