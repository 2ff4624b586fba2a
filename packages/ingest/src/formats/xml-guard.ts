import { IngestError, type IngestErrorCode, placeAt } from '../errors.ts'
import { type OpenElement, Structure } from './xml-structure.ts'
import { type Tag, tagsOf, Unended } from './xml-tags.ts'

const maxAttributes = 1_000
const maxDepth = 100

/**
 * Elements that name people. The parser looks for the other bracket of each one in them, which takes a
 * time that grows with the square of their number.
 */
const people = /(?:^|:)(author|managingeditor|webmaster)$/i
const maxBrackets = 100

/** What a document is known by, whatever stands before it: a server's warning, or the page it was put into. */
export interface XmlKind {
  /** The names of root elements, in lower case and without a prefix. */
  roots: readonly string[]
  /** Of the errors that tell that a document is not of this kind. */
  code: IngestErrorCode
  /** How documents of this kind begin, in an error. */
  called: string
}

export interface GuardedXml {
  /** The name of the root element, in lower case and without its prefix. */
  root: string
  /** The document, mended. */
  xml: string
}

/**
 * Refuses XML that must not reach the parser, which would read what it can of it: documents that were
 * cut short, that define entities, or that are built to exhaust whoever reads them. What is merely
 * wrong is mended, so that the parser finds every element where it was meant to be.
 * @throws {IngestError} the code of the kind, with line and column
 */
export function guardXml(xml: string, document: string, kind: XmlKind): GuardedXml {
  const refuse = (problem: string, at: number) =>
    new IngestError(kind.code, problem, { document, ...placeAt(xml, at) })
  const structure = new Structure(xml, kind.roots)
  try {
    for (const tag of tagsOf(xml)) {
      const problem = problemOf(tag, xml)
      if (problem !== null) throw refuse(problem, tag.from)
      for (const closed of structure.take(tag)) {
        if (hasManyBrackets(xml, closed)) {
          throw refuse(`<${closed.name}> with over ${maxBrackets} brackets`, closed.from)
        }
      }
      if (structure.depth > maxDepth) throw refuse(`more than ${maxDepth} elements deep`, tag.from)
      if (structure.isComplete) break
    }
  } catch (error) {
    if (!(error instanceof Unended)) throw error
    if (!structure.endsWith(error.rest)) {
      throw refuse(`the document ends inside ${error.what} that begins here`, error.at)
    }
  }
  const { root } = structure
  if (root === null) throw refuse('no XML: the document has no element', 0)
  if (!root.isKnown) {
    const problem = `${kind.called}, this document with <${root.name}>`
    throw new IngestError(kind.code, problem, { document })
  }
  const unclosed = structure.unclosed()
  if (unclosed) {
    throw refuse(`the document is cut short: <${unclosed.name}> is never closed`, unclosed.from)
  }
  return { root: root.local, xml: structure.mended() }
}

/** What a tag alone must not be. */
function problemOf(tag: Tag, xml: string): string | null {
  if (tag.attributes > maxAttributes) return `a tag with over ${maxAttributes} attributes`
  const defines = /^<!(DOCTYPE[^>]*\[|ENTITY|ELEMENT|ATTLIST)/i
  return tag.kind === 'doctype' && defines.test(xml.slice(tag.from, tag.to))
    ? 'a document that defines entities of its own is not read'
    : null
}

/** Those that are written as references count too. */
function hasManyBrackets(xml: string, { name, to, end }: OpenElement): boolean {
  if (!people.test(name)) return false
  return (xml.slice(to, end).match(/[([<&]/g)?.length ?? 0) > maxBrackets
}
