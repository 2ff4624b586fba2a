import type { Place } from '../article.ts'

/** A named entity of the gold set; `type` is PER, LOC, ORG, MISC or whatever the file says. */
export interface GoldEntity extends Place {
  type: string
}

/** A document, one sentence a paragraph. */
export interface GoldDocument {
  paragraphs: string[]
  entities: GoldEntity[]
}

interface Token {
  text: string
  tag: string
}

/**
 * Reads CoNLL columns: the token first, its tag last (IO, IOB or IOBES), a blank line after each
 * sentence, -DOCSTART- between documents. In a file without -DOCSTART- each sentence is a document.
 * `spacing` "natural" writes text as in print, "tokens" with one space between all tokens.
 * @throws {Error} where nothing is tagged: then it is another format.
 */
export function readConll(text: string, spacing: 'natural' | 'tokens'): GoldDocument[] {
  const documents: Token[][][] = [[]]
  let sentence: Token[] = []
  const endSentence = () => {
    if (sentence.length > 0) documents.at(-1)?.push(sentence)
    sentence = []
  }
  for (const line of text.split(/\r?\n/)) {
    const columns = line.trim().split(/\s+/)
    const [token = ''] = columns
    if (token === '-DOCSTART-') {
      endSentence()
      documents.push([])
    } else if (token === '') endSentence()
    else sentence.push({ text: token, tag: columns.length > 1 ? (columns.at(-1) ?? 'O') : 'O' })
  }
  endSentence()
  const whole = documents.length > 1 ? documents : (documents[0] ?? []).map((one) => [one])
  const read = whole.filter(({ length }) => length > 0)
  if (!read.flat(2).some(({ tag }) => /^[BIES]-/.test(tag))) {
    throw new Error('The columns have no tag of an entity, such as I-PER, in the last place')
  }
  return read.map((sentences) => join(sentences, spacing))
}

function join(sentences: Token[][], spacing: 'natural' | 'tokens'): GoldDocument {
  const joined = sentences.map((tokens) => joinSentence(tokens, spacing))
  return {
    paragraphs: joined.map(({ text }) => text),
    entities: joined.flatMap(({ entities }, paragraph) =>
      entities.map((entity) => ({ ...entity, paragraph })),
    ),
  }
}

function joinSentence(tokens: Token[], spacing: 'natural' | 'tokens') {
  const entities: { type: string; start: number; end: number }[] = []
  let text = ''
  let before = 'O'
  let quoted = false
  let glued = true
  for (const { text: token, tag } of tokens) {
    const printed = BRACKETS[token] ?? token
    const closes = quoted && printed === '"'
    if (!glued && !(spacing === 'natural' && (closes || NO_SPACE_BEFORE.test(printed)))) text += ' '
    const start = text.length
    text += printed
    if (printed === '"') quoted = !quoted
    glued = spacing === 'natural' && (NO_SPACE_AFTER.test(printed) || (printed === '"' && quoted))
    const last = entities.at(-1)
    if (continues(before, tag) && last) last.end = text.length
    else if (tag !== 'O') entities.push({ type: typeOf(tag), start, end: text.length })
    before = tag
  }
  return { text, entities }
}

const BRACKETS: Record<string, string> = {
  '-LRB-': '(',
  '-RRB-': ')',
  '-LSB-': '[',
  '-RSB-': ']',
  '``': '"',
  "''": '"',
}
const NO_SPACE_BEFORE = /^(?:[,.;:!?)\]}%]+|\.\.\.|n't|['’](?:s|m|re|ve|ll|d)?)$/i
const NO_SPACE_AFTER = /^[([{$£€]$/

function typeOf(tag: string): string {
  return tag.replace(/^[BIES]-/, '')
}

function continues(before: string, tag: string): boolean {
  return /^[IE]-/.test(tag) && /^[BI]-/.test(before) && typeOf(before) === typeOf(tag)
}
