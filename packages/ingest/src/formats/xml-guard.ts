import { IngestError, placeAt } from '../errors.ts'

const maxAttributes = 1_000
const maxDepth = 100

/** Elements of HTML that have no end tag; feeds that do not escape their markup contain them. */
const withoutEndTag = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'wbr'])

/**
 * Elements that name people. The parser looks for the other bracket of each one in them, which takes a
 * time that grows with the square of their number.
 */
const people = /(?:^|:)(author|managingeditor|webmaster)$/i
const maxBrackets = 100

/** One attribute, or anything else up to the end of a tag. Sticky, so that it never looks ahead. */
const tagPart = /[^\s"'=/>]+|=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*)|"[^"]*"|'[^']*'|[\s=/]+|["']/y

const tagName = /[^\s/>"'=<]+/y

interface OpenElement {
  name: string
  at: number
}

/**
 * Refuses XML that must not reach the parser, which would read what it can of it: documents that were
 * cut short, that define entities, or that are built to exhaust whoever reads them. It is no parser;
 * it walks over the tags once. An end tag that fits no open element is passed over, and one that fits
 * an outer element ends the inner ones too, because many feeds carry unescaped HTML.
 * @returns the name of the root element
 * @throws {IngestError} BAD_FEED with line and column
 */
export function guardXml(xml: string, document: string): string {
  const refuse = (problem: string, at: number) =>
    new IngestError('BAD_FEED', problem, { document, ...placeAt(xml, at) })
  const after = (end: string, from: number, what: string): number => {
    const found = xml.indexOf(end, from)
    if (found < 0) throw refuse(`the document ends inside ${what} that begins here`, from)
    return found + end.length
  }

  const open: OpenElement[] = []
  let root = ''
  let at = xml.indexOf('<')
  while (at >= 0) {
    let end: number
    if (xml.startsWith('<!--', at)) end = after('-->', at, 'a comment')
    else if (xml.startsWith('<![CDATA[', at)) end = after(']]>', at, 'a CDATA section')
    else if (xml.startsWith('<?', at)) end = after('?>', at, 'an instruction')
    else if (xml.startsWith('<!', at)) {
      end = after('>', at, 'a declaration')
      if (/^<!(DOCTYPE[^>]*\[|ENTITY|ELEMENT|ATTLIST)/i.test(xml.slice(at, end))) {
        throw refuse('a feed that defines entities of its own is not read', at)
      }
    } else if (xml[at + 1] === '/') {
      end = after('>', at, 'an end tag')
      const closed = close(open, xml.slice(at + 2, end - 1).trim())
      if (closed && people.test(closed.name) && brackets(xml, closed.at, at) > maxBrackets) {
        throw refuse(`<${closed.name}> with over ${maxBrackets} brackets`, closed.at)
      }
    } else {
      tagName.lastIndex = at + 1
      const name = tagName.exec(xml)?.[0]
      end = name ? endOfTag(xml, at, tagName.lastIndex, refuse) : at + 1
      root ||= name ?? ''
      if (name && xml[end - 2] !== '/' && !withoutEndTag.has(name.toLowerCase())) {
        open.push({ name, at })
        if (open.length > maxDepth) throw refuse(`more than ${maxDepth} elements deep`, at)
      }
    }
    at = xml.indexOf('<', end)
  }

  const innermost = open.at(-1)
  if (innermost) {
    throw refuse(`the document is cut short: <${innermost.name}> is never closed`, innermost.at)
  }
  if (!root) throw refuse('no XML: the document has no element', 0)
  return root
}

function close(open: OpenElement[], name: string): OpenElement | undefined {
  const opened = open.findLastIndex((element) => element.name === name)
  if (opened < 0) return undefined
  const closed = open[opened]
  open.length = opened
  return closed
}

/** Those that are written as references count too. */
function brackets(xml: string, from: number, to: number): number {
  return xml.slice(from, to).match(/[([<&]/g)?.length ?? 0
}

function endOfTag(
  xml: string,
  start: number,
  afterName: number,
  refuse: (problem: string, at: number) => IngestError,
): number {
  let attributes = 0
  tagPart.lastIndex = afterName
  let at = afterName
  while (xml[at] !== '>') {
    const part = tagPart.exec(xml)?.[0]
    if (part === undefined) throw refuse('the document ends inside a tag that begins here', start)
    if (part.startsWith('=')) attributes += 1
    if (attributes > maxAttributes)
      throw refuse(`a tag with over ${maxAttributes} attributes`, start)
    at = tagPart.lastIndex
  }
  return at + 1
}
