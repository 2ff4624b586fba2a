/** A piece of markup between two texts. Comments, CDATA sections and instructions are passed over. */
export interface Tag {
  kind: 'start' | 'end' | 'doctype' | 'bare'
  /** As written; empty for a doctype, and for a bare `<`, which begins nothing. */
  name: string
  /** The offset of its `<`. */
  from: number
  /** The offset behind its `>`. */
  to: number
  /** `<a/>` needs no end tag. */
  isEmpty: boolean
  attributes: number
  /** Where values without quotes lie: from, to, from, to, … */
  unquoted: readonly number[]
  /** Where quotes stand that nothing closes. */
  loneQuotes: readonly number[]
}

/** The document ends inside a piece of markup. */
export class Unended extends Error {
  readonly what: string
  readonly at: number
  /** As far as it goes. */
  readonly rest: string

  constructor(xml: string, what: string, at: number) {
    super(what)
    this.what = what
    this.at = at
    this.rest = xml.slice(at, at + 100)
  }
}

/** One attribute, or anything else up to the end of a tag. Sticky, so that it never looks ahead. */
const tagPart = /[^\s"'=/<>]+|=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]*)|"[^"]*"|'[^']*'|[\s=/]+|["']/y

const tagName = /[A-Za-z_:\u0080-\uFFFF][^\s/>"'=<]*/y

const none: readonly number[] = []

/**
 * The tags of XML, or of what is sent as such, in the order of the text. It is no parser: it only tells
 * markup from text, in a time that grows with the length alone.
 * @throws {Unended}
 */
export function* tagsOf(xml: string): Generator<Tag, void, undefined> {
  let at = xml.indexOf('<')
  while (at >= 0) {
    let to: number
    if (xml.startsWith('<!--', at)) to = after(xml, '-->', at, 4, 'a comment')
    else if (xml.startsWith('<![CDATA[', at)) to = after(xml, ']]>', at, 9, 'a CDATA section')
    else if (xml.startsWith('<?', at)) to = after(xml, '?>', at, 2, 'an instruction')
    else {
      const tag = tagAt(xml, at)
      yield tag
      to = tag.to
    }
    at = xml.indexOf('<', to)
  }
}

function after(xml: string, end: string, at: number, length: number, what: string): number {
  const found = xml.indexOf(end, at + length)
  if (found < 0) throw new Unended(xml, what, at)
  return found + end.length
}

function tagAt(xml: string, at: number): Tag {
  const tag = (kind: Tag['kind'], name: string, to: number): Tag => {
    return {
      kind,
      name,
      from: at,
      to,
      isEmpty: false,
      attributes: 0,
      unquoted: none,
      loneQuotes: none,
    }
  }
  if (xml[at + 1] === '!') return tag('doctype', '', after(xml, '>', at, 2, 'a declaration'))
  if (xml[at + 1] === '/') {
    const end = after(xml, '>', at, 2, 'an end tag')
    // `</a<b>` has lost a bracket.
    const next = xml.slice(at + 2, end - 1).indexOf('<')
    const to = next < 0 ? end : at + 2 + next
    return tag('end', xml.slice(at + 2, next < 0 ? to - 1 : to).trim(), to)
  }
  tagName.lastIndex = at + 1
  const name = tagName.exec(xml)?.[0]
  return name === undefined
    ? tag('bare', '', at + 1)
    : (startTag(xml, at, name) ?? tag('bare', '', at + 1))
}

/** Null where another tag begins before this one ends: then it is none. */
function startTag(xml: string, from: number, name: string): Tag | null {
  const unquoted: number[] = []
  const loneQuotes: number[] = []
  let attributes = 0
  let at = from + 1 + name.length
  tagPart.lastIndex = at
  while (xml[at] !== '>') {
    if (xml[at] === '<') return null
    const part = tagPart.exec(xml)?.[0]
    if (part === undefined) throw new Unended(xml, 'a tag', from)
    at = tagPart.lastIndex
    if (part === '"' || part === "'") loneQuotes.push(at - 1)
    if (!part.startsWith('=')) continue
    attributes += 1
    const value = part.slice(1).trimStart()
    if (value !== '' && !/^["']/.test(value)) unquoted.push(at - value.length, at)
  }
  const isEmpty = xml[at - 1] === '/'
  if (isEmpty && unquoted.at(-1) === at) unquoted[unquoted.length - 1] = at - 1
  return { kind: 'start', name, from, to: at + 1, isEmpty, attributes, unquoted, loneQuotes }
}
