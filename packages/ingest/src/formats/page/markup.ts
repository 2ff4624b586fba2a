import { Parser } from 'htmlparser2'

import { cleanText } from '../../plain-text.ts'
import { textOfHtml } from '../html.ts'

/** What a page says about itself, by a name in lower case with colons: `og:title`, `dc:date`, `author`. */
export interface PageMeta {
  name: string
  content: string
}

export interface PageLink {
  /** In lower case. */
  rel: string
  href: string
  type: string
  title: string
}

export interface PageTime {
  /** Its `datetime`, else its text. */
  stated: string
  /** Its class, itemprop and the like, which say what it is the time of. */
  role: string
}

/** A web page, read once from its beginning to its end: what it says about itself, and its body. */
export interface PageMarkup {
  /** As well-formed HTML, without what is no text, or hidden. */
  body: string
  title: string
  /** Its main headings. */
  headings: string[]
  /** The lesser headings above the first main one. */
  kickers: string[]
  language: string | null
  /** What relative addresses count from, as stated. */
  base: string | null
  metas: PageMeta[]
  links: PageLink[]
  anchors: { href: string; text: string }[]
  times: PageTime[]
  /** The texts of its JSON-LD. */
  jsonLd: string[]
}

/**
 * More than this of one page is left unread. The largest that people read stay below half of it, and
 * telling its text from what is around it grows with the square of some of these.
 */
const limits = {
  /** Elements in each other. */
  depth: 256,
  attributes: 250,
  /** Elements and pieces of text. */
  nodes: 30_000,
  /** The depths of all nodes together. */
  weight: 600_000,
  /** Of each kind. */
  facts: 5_000,
  /** UTF-16 units. */
  attribute: 2_000,
  text: 2_000,
  piece: 200_000,
  jsonLd: 2_000_000,
  body: 2_000_000,
} as const

const voids = new Set(
  `area base basefont br col command embed frame hr img input isindex keygen link meta param source
   track wbr`.split(/\s+/),
)

/** Programs, drawings, controls, and what is there for those who cannot see the rest. */
const dropped = new Set(
  `applet area base basefont command isindex keygen link math meta noembed noframes noscript param
   plaintext script source style svg template textarea title track xmp`.split(/\s+/),
)

/** What is in them is no text, but their place counts when text is told from what is around it. */
const hollow = new Set(['audio', 'canvas', 'iframe', 'object', 'video'])

/** Of a page there is one each, whatever is written. */
const frame = new Set(['html', 'head', 'body'])

/** What text is told by from what is around it. */
const kept =
  `alt aria-modal border class colspan datatable dir height href id itemprop rel role rowspan summary type width`.split(
    ' ',
  )

/** Where images that are loaded when they are scrolled to have their address. */
const imageSources = ['data-src', 'data-original', 'data-lazy-src', 'src']

const hidingStyle = /display\s*:\s*none|visibility\s*:\s*hidden/i

type Attributes = Record<string, string>

/** Thrown to stop reading: the page is what has been read by then. */
class Enough extends Error {}

/** Reads a page in one pass. However it is written, the time grows with its length alone. */
export function readMarkup(html: string): PageMarkup {
  const reader = createReader()
  try {
    new Parser(reader.events).end(html)
  } catch (error) {
    if (!(error instanceof Enough)) throw error
  }
  return reader.finish()
}

/** The text of an element that is open, and what becomes of it. */
interface Capture {
  depth: number
  text: string
  limit: number
  keep: (text: string) => void
}

function createReader() {
  const page: PageMarkup = {
    body: '',
    title: '',
    headings: [],
    kickers: [],
    language: null,
    base: null,
    metas: [],
    links: [],
    anchors: [],
    times: [],
    jsonLd: [],
  }
  /** Names of the open elements of the body. */
  const open: string[] = []
  const pieces: string[] = []
  let captures: Capture[] = []
  let length = 0
  let nodes = 0
  let weight = 0
  let depth = 0
  let attributes = 0
  /** The depth of the element whose contents are left out; 0 outside of one. */
  let leftOut = 0

  const write = (piece: string, count: number) => {
    length += piece.length
    nodes += count
    weight += count * open.length
    if (length > limits.body || nodes > limits.nodes || weight > limits.weight) throw new Enough()
    pieces.push(piece)
  }
  const capture = (limit: number, keep: (text: string) => void) =>
    captures.push({ depth, text: '', limit, keep })

  const noteAnywhere = (name: string, attributes: Attributes) => {
    if (name === 'meta' && hasRoom(page.metas)) page.metas.push(...metasOf(attributes))
    else if (name === 'link' && hasRoom(page.links)) page.links.push(linkOf(attributes))
    else if (name === 'base') page.base ??= attributes['href'] ?? null
    else if (name === 'html') page.language ??= attributes['lang'] ?? attributes['xml:lang'] ?? null
    else if (name === 'script' && /^\s*application\/ld\+json\b/i.test(attributes['type'] ?? '')) {
      capture(limits.jsonLd, (text) => keepIn(page.jsonLd, text))
    }
  }
  const noteSeen = (name: string, attributes: Attributes) => {
    if (name === 'title') capture(limits.text, (text) => (page.title ||= cleanText(text)))
    else if (/^h[1-6]$/.test(name)) {
      const [main] = page.headings
      const list = name === 'h1' ? page.headings : main === undefined ? page.kickers : null
      // Manuals end a heading with a link to itself.
      const textOf = (text: string) => cleanText(text.replace(/[¶#]\s*$/, ''))
      if (list) capture(limits.text, (text) => keepIn(list, textOf(text)))
    } else if (name === 'time') {
      capture(limits.text, (text) => keepIn(page.times, timeOf(attributes, text)))
    } else if (name === 'a' && attributes['href']) {
      const href = attributes['href']
      capture(limits.text, (text) => keepIn(page.anchors, { href, text: cleanText(text) }))
    }
  }

  const events = {
    onopentagname() {
      attributes = 0
    },
    onattribute() {
      attributes += 1
      if (attributes > limits.attributes) throw new Enough()
    },
    onopentag(name: string, attributes: Attributes) {
      const isVoid = voids.has(name)
      if (!isVoid) depth += 1
      if (depth > limits.depth) throw new Enough()
      noteAnywhere(name, attributes)
      if (leftOut > 0) return
      noteSeen(name, attributes)
      if (frame.has(name)) return
      if (dropped.has(name) || isHidden(attributes)) {
        if (!isVoid) leftOut = depth
        return
      }
      write(`<${name}${attributesOf(name, attributes)}>`, 1)
      if (hollow.has(name)) {
        write(`</${name}>`, 0)
        leftOut = depth
      } else if (!isVoid) open.push(name)
    },
    ontext(text: string) {
      for (const capture of captures) {
        if (capture.text.length < capture.limit) capture.text += text
      }
      if (leftOut > 0) return
      const piece = text.slice(0, limits.piece)
      const escaped = escapeText(piece)
      // Each of its entities becomes a piece of its own again.
      write(escaped, 1 + Math.floor((escaped.length - piece.length) / 3))
    },
    onclosetag(name: string) {
      if (voids.has(name)) return
      if (captures.length > 0) {
        for (const { depth: from, text, keep } of captures) if (from === depth) keep(text)
        captures = captures.filter((capture) => capture.depth < depth)
      }
      if (leftOut === 0 && !frame.has(name)) {
        open.pop()
        write(`</${name}>`, 0)
      }
      if (leftOut === depth) leftOut = 0
      depth -= 1
    },
  }
  const finish = (): PageMarkup => {
    const ends = open.toReversed().map((name) => `</${name}>`)
    return { ...page, body: [...pieces, ...ends].join('') }
  }
  return { events, finish }
}

function hasRoom(list: readonly unknown[]): boolean {
  return list.length < limits.facts
}

function keepIn<Fact>(list: Fact[], fact: Fact): void {
  if (hasRoom(list)) list.push(fact)
}

/** One element may state the same under several names. */
function metasOf(attributes: Attributes): PageMeta[] {
  const content = textOfHtml((attributes['content'] ?? '').slice(0, limits.text))
  if (content === '') return []
  const stated = [attributes['property'], attributes['name'], attributes['itemprop']]
  const names = [...stated, attributes['http-equiv']].flatMap(
    (names) => names?.toLowerCase().trim().replaceAll('.', ':').split(/\s+/) ?? [],
  )
  return [...new Set(names)].map((name) => ({ name, content }))
}

function linkOf(attributes: Attributes): PageLink {
  const lower = (name: string) => (attributes[name] ?? '').trim().toLowerCase()
  return {
    rel: lower('rel'),
    href: (attributes['href'] ?? '').trim(),
    type: lower('type'),
    title: cleanText(attributes['title'] ?? ''),
  }
}

function timeOf(attributes: Attributes, text: string): PageTime {
  const { datetime, itemprop, pubdate } = attributes
  const isPublication = pubdate !== undefined
  return {
    stated: cleanText(datetime || text),
    role: [attributes['class'], itemprop, isPublication ? 'pubdate' : ''].join(' ').trim(),
  }
}

/** As assistive technology is told, or as style says here; a style sheet's word is not known. */
function isHidden(attributes: Attributes): boolean {
  if (attributes['hidden'] !== undefined || hidingStyle.test(attributes['style'] ?? '')) return true
  // Wikipedia hides the pictures of its formulas from screen readers alone.
  const isFallback = attributes['class']?.includes('fallback-image') ?? false
  return attributes['aria-hidden'] === 'true' && !isFallback
}

function attributesOf(name: string, attributes: Attributes): string {
  const pairs = kept.map((attribute) => [attribute, attributes[attribute]] as const)
  if (name === 'img') {
    const addresses = imageSources.map((source) => attributes[source])
    const address = addresses.find((address) => address && !/^\s*data:/i.test(address))
    pairs.push(['src', address ?? ''])
  }
  return pairs
    .filter(([, value]) => value !== undefined && value.length <= limits.attribute)
    .map(([attribute, value]) => ` ${attribute}="${escapeText(value!)}"`)
    .join('')
}

/** As text or as the value of an attribute in double quotes. */
export function escapeText(text: string): string {
  if (!/[&<>"]/.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
