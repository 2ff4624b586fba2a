import { defaultTreeAdapter, type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

import { type Block, type ParsedSection, sectionsOf } from '../article.ts'
import { cleanText } from '../plain-text.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type ParentNode = DefaultTreeAdapterTypes.ParentNode

export interface HtmlContent {
  sections: ParsedSection[]
  /** The address of the first picture that is one, as written. */
  image: string | null
}

/** Pages nest some dozens of elements; the cost of parsing grows with the square of the depth. */
const maxDepth = 256

/** UTF-16 units; more than that of one article's markup is left unread. */
const maxMarkup = 1_000_000

/** A longer heading is a sentence that somebody wanted large. */
const maxCrosshead = 200

const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

const blocks = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figure footer
   form header hgroup hr legend li main menu ol p pre section summary table tr ul`.split(/\s+/),
)

/** What is not the article's text: programs, drawings, controls, captions, links to elsewhere. */
const unread = new Set(
  `audio button canvas embed figcaption iframe input map math nav noembed noframes noscript object
   script select style svg template textarea title video`.split(/\s+/),
)

/** What feeds put under a text to lead back to its page. */
const invitation =
  /^(\W*(continue reading|read more|weiterlesen|mehr lesen)\b.{0,40}|the post .{1,300} (first appeared|appeared first) on .{1,120})$/i

/** An article's text from HTML. No markup survives: what is left is text, whatever it looks like. */
export function readHtml(html: string): HtmlContent {
  const found = readBlocks(html)
  return { sections: sectionsOf(found.blocks), image: found.image }
}

/** The text of a piece of HTML on one line. */
export function textOfHtml(html: string): string {
  if (!/[<&]/.test(html)) return cleanText(html)
  return cleanText(
    readBlocks(html)
      .blocks.map(({ text }) => text)
      .join(' '),
  )
}

/** The text of a document that is not markup: empty lines part its paragraphs. */
export function readPlainText(text: string): ParsedSection[] {
  return sectionsOf(paragraphsOf(text))
}

function paragraphsOf(text: string): Block[] {
  return text
    .split(/\r?\n[^\S\n]*\r?\n/)
    .map(cleanText)
    .filter((paragraph) => paragraph !== '' && !invitation.test(paragraph))
    .map((paragraph) => ({ kind: 'paragraph', text: paragraph }))
}

function readBlocks(html: string): { blocks: Block[]; image: string | null } {
  const hasMarkup = /<[a-z!/?]/i.test(html)
  const found: Block[] = []
  let text = ''
  let image: string | null = null

  const endBlock = (heading: boolean) => {
    const crosshead = heading ? cleanText(text) : ''
    if (crosshead && crosshead.length <= maxCrosshead) {
      found.push({ kind: 'crosshead', text: crosshead })
    } else found.push(...paragraphsOf(text))
    text = ''
  }
  const readNode = (node: Node) => {
    if (node.nodeName === '#text') {
      const { value } = node as DefaultTreeAdapterTypes.TextNode
      // In markup a line break is white space like any other; only <br> makes a new line.
      text += hasMarkup ? value.replace(/\s+/g, ' ') : value
    } else if ('tagName' in node) readElement(node)
  }
  const readElement = (element: DefaultTreeAdapterTypes.Element) => {
    const { tagName } = element
    if (tagName === 'img') image ??= pictureOf(element)
    else if (tagName === 'br') text += '\n'
    else if (!unread.has(tagName)) {
      const heading = headings.has(tagName)
      if (heading || blocks.has(tagName)) endBlock(false)
      element.childNodes.forEach(readNode)
      if (heading || blocks.has(tagName)) endBlock(heading)
      else if (tagName === 'td' || tagName === 'th') text += ' '
    }
  }

  parse(closed(html.slice(0, maxMarkup)))?.childNodes.forEach(readNode)
  endBlock(false)
  return { blocks: found, image }
}

const unreadTag = new RegExp(`<(/?)(${[...unread].join('|')})\\b[^<>]*>`, 'gi')
const program = /^(script|style)$/

/**
 * Without the start tags of what is not read, where nobody wrote its end: `<object data="a"/>` ends at
 * once in XHTML, but in HTML not before the article does. Of a program, nothing must become text.
 */
function closed(html: string): string {
  const lastEnds = new Map<string, number>()
  for (const { 1: slash, 2: name = '', index } of html.matchAll(unreadTag)) {
    if (slash) lastEnds.set(name.toLowerCase(), index)
  }
  return html
    .replace(unreadTag, (tag, slash: string, written: string, at: number) => {
      const name = written.toLowerCase()
      if (tag.endsWith('/>')) return ''
      return slash || program.test(name) || at < (lastEnds.get(name) ?? 0) ? tag : ''
    })
    .replace(/<(?=!doctype(?![^<>]*>))/gi, '&lt;')
}

/** Pictures of a few pixels count readers; they show nothing. */
function pictureOf({ attrs }: DefaultTreeAdapterTypes.Element): string | null {
  const attribute = (name: string) => attrs.find((attr) => attr.name === name)?.value
  const isCounter = [attribute('width'), attribute('height')].some(
    (size) => size !== undefined && Number.parseInt(size) <= 3,
  )
  return (!isCounter && attribute('src')?.trim()) || null
}

class TooDeep extends Error {}

/** Null for markup that nobody wrote to be read: elements nested by the hundred. */
function parse(html: string): DefaultTreeAdapterTypes.DocumentFragment | null {
  const depths = new WeakMap<ParentNode | Node, number>()
  const place = (parent: ParentNode, node: Node) => {
    const depth = (depths.get(parent) ?? 0) + 1
    if (depth > maxDepth) throw new TooDeep()
    depths.set(node, depth)
  }
  try {
    return parseFragment(html, {
      treeAdapter: {
        ...defaultTreeAdapter,
        appendChild(parent, node) {
          place(parent, node)
          defaultTreeAdapter.appendChild(parent, node)
        },
        insertBefore(parent, node, reference) {
          place(parent, node)
          defaultTreeAdapter.insertBefore(parent, node, reference)
        },
      },
    })
  } catch (error) {
    if (error instanceof TooDeep) return null
    throw error
  }
}
