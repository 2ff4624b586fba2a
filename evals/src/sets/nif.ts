import { type Term, DataFactory, Parser, Store } from 'n3'

/** A text of a NIF file with the mentions that are marked in it; offsets are UTF-16. */
export interface NifText {
  /** Address of the context. */
  id: string
  text: string
  mentions: NifMention[]
}

export interface NifMention {
  start: number
  end: number
  surface: string
  /** Address of what is meant. */
  resource: string
}

const NIF = 'http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#'
const REFERENCE = 'http://www.w3.org/2005/11/its/rdf#taIdentRef'

/**
 * Reads NIF 2 in Turtle, as the N3 collection (Röder et al., LREC 2014) has it. Mentions whose
 * offsets do not hold the text that they state are left out.
 * @throws {Error} where the Turtle cannot be parsed, or has no text.
 */
export function readNif(turtle: string): NifText[] {
  const store = new Store(new Parser().parse(turtle))
  const value = (subject: Term, name: string): string | null =>
    store.getObjects(subject, DataFactory.namedNode(name), null)[0]?.value ?? null

  const texts = new Map<string, NifText>()
  for (const { subject, object } of store.getQuads(null, `${NIF}isString`, null, null)) {
    texts.set(subject.value, { id: subject.value, text: object.value, mentions: [] })
  }
  if (texts.size === 0) throw new Error('The Turtle has no text (nif:isString)')
  for (const { subject, object } of store.getQuads(null, REFERENCE, null, null)) {
    const text = texts.get(value(subject, `${NIF}referenceContext`) ?? '')
    const surface = value(subject, `${NIF}anchorOf`)
    const start = Number(value(subject, `${NIF}beginIndex`))
    const end = Number(value(subject, `${NIF}endIndex`))
    if (text === undefined || surface === null) continue
    const range = locate(text.text, surface, start, end)
    if (range) text.mentions.push({ ...range, surface, resource: object.value })
  }
  for (const { mentions } of texts.values()) mentions.sort((a, b) => a.start - b.start)
  return [...texts.values()].toSorted((a, b) => compareIds(a.id, b.id))
}

/** NIF counts characters, not UTF-16 units, though not every file does. */
function locate(text: string, surface: string, start: number, end: number) {
  if (text.slice(start, end) === surface) return { start, end }
  const characters = Array.from(text)
  if (characters.slice(start, end).join('') !== surface) return null
  const before = characters.slice(0, start).join('').length
  return { start: before, end: before + surface.length }
}

function compareIds(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}
