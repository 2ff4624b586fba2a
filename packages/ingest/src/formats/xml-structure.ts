import { applyEdits, type Edit } from './edits.ts'
import type { Tag } from './xml-tags.ts'
import { attributeEdits, holdsMarkup, newNameOf, rewritten } from './xml-terms.ts'

export interface OpenElement {
  name: string
  /** In lower case and without its prefix. */
  local: string
  /** The name that it gets. */
  newName: string
  /** Its start tag. */
  from: number
  to: number
  /** Where its end tag begins, or should; known when it is closed. */
  end: number
  /** Where the next element of the feed begins. If this one is never closed, it was meant to end there. */
  next: number | null
  hasElements: boolean
}

/** Elements of HTML that have no end tag; feeds that do not escape their markup contain them. */
const withoutEndTag = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'wbr'])

/** Elements that hold others of the feed, and no text. */
const containers = new Set(['channel', 'entry', 'feed', 'item', 'opml', 'rdf', 'rss'])
const repeated = new Set(['entry', 'item'])

/** What stands in an item beside a text, so that the text must have ended before. */
const fields = new Set(
  `author category comments content description enclosure entry guid id issued item link modified
   published pubdate source subtitle summary title updated`.split(/\s+/),
)
const fieldPrefixes = new Set(
  'atom content dc dcterms feedburner georss itunes media slash wfw'.split(' '),
)

/**
 * Which element stands in which, as the tags of a document come by, and what must be changed in it to
 * make that so for the parser too. An end tag that fits no open element is taken out, and one that fits
 * an outer element ends the inner ones too, because many feeds carry unescaped HTML.
 */
export class Structure {
  root: { name: string; local: string; isKnown: boolean } | null = null
  /** The root element was closed; what follows is not part of the document. */
  isComplete = false

  readonly #xml: string
  readonly #roots: readonly string[]
  #open: OpenElement[] = []
  #edits: Edit[] = []
  #hasChannel = false

  /** @param roots the names of root elements, in lower case and without a prefix */
  constructor(xml: string, roots: readonly string[]) {
    this.#xml = xml
    this.#roots = roots
  }

  get depth(): number {
    return this.#open.length
  }

  /** @returns the elements that the tag closed */
  take(tag: Tag): OpenElement[] {
    if (tag.kind === 'start') return this.#start(tag)
    if (tag.kind === 'end') return this.#end(tag)
    if (tag.kind === 'bare') this.#edit(tag.from, tag.to, '&lt;')
    return []
  }

  /** The innermost element that the document should have closed before it ended, if it lost anything. */
  unclosed(): OpenElement | undefined {
    const innermost = this.#open.at(-1)
    // After its channel, an RSS document has nothing to say.
    const lostNothing = this.#open.length === 1 && innermost?.local === 'rss' && this.#hasChannel
    if (!lostNothing) return innermost
    this.#closeFrom(0, this.#xml.length)
    return undefined
  }

  /** Whether the document ended in the middle of its last end tag, so that it lost nothing else. */
  endsWith(rest: string): boolean {
    const innermost = this.#open.at(-1)
    const isLast =
      innermost !== undefined &&
      containers.has(innermost.local) &&
      !repeated.has(innermost.local) &&
      rest.startsWith('</') &&
      `</${innermost.name}`.startsWith(rest.trimEnd())
    if (!isLast) return false
    const end = this.#xml.lastIndexOf('</')
    this.#closeFrom(0, end)
    this.#edit(end, this.#xml.length, '')
    return true
  }

  mended(): string {
    return applyEdits(this.#xml, this.#edits)
  }

  #start(tag: Tag): OpenElement[] {
    const lower = tag.name.toLowerCase()
    const local = lower.slice(lower.lastIndexOf(':') + 1)
    if (!this.root?.isKnown) this.#startRoot(tag, local)
    const closed = this.#closeUnendedItem(tag, local)
    if (fields.has(lower) || fieldPrefixes.has(lower.slice(0, lower.indexOf(':')))) {
      for (let i = this.#open.length - 1; i >= 0; i -= 1) {
        const open = this.#open[i]!
        if (containers.has(open.local)) break
        open.next ??= tag.from
      }
    }

    const parent = this.#open.at(-1)
    if (local === 'channel' && this.#open.length === 1) this.#hasChannel = true
    if (parent && !parent.hasElements) {
      parent.hasElements = true
      if (this.root?.local === 'feed') this.#edits.push(...holdsMarkup(this.#xml, parent))
    }
    for (let i = 0; i < tag.unquoted.length; i += 2) {
      const [from = 0, to = 0] = [tag.unquoted[i], tag.unquoted[i + 1]]
      this.#edit(from, to, `"${this.#xml.slice(from, to)}"`)
    }
    if (tag.attributes > 0) this.#edits.push(...attributeEdits(this.#xml, tag, parent))
    for (const at of tag.loneQuotes) this.#edit(at, at + 1, ' ')
    if (tag.isEmpty) {
      if (this.#open.length === 0) this.isComplete = this.root?.isKnown ?? false
      return closed
    }
    if (withoutEndTag.has(lower)) {
      this.#edit(tag.to - 1, tag.to - 1, '/')
      return closed
    }
    const newName = newNameOf(tag.name, parent?.local, this.root?.name ?? '')
    if (newName !== tag.name) this.#edit(tag.from + 1, tag.from + 1 + tag.name.length, newName)
    const { name, from, to } = tag
    this.#open.push({ name, local, newName, from, to, end: to, next: null, hasElements: false })
    return closed
  }

  /** What stands before the root element is a server's warning, or the page that a feed was put into. */
  #startRoot({ name, from }: Tag, local: string): void {
    const isKnown = this.#roots.includes(local)
    if (!isKnown && this.root) return
    if (isKnown && this.root) {
      this.#open = []
      this.#edits = [{ from: 0, to: from, text: '' }]
    }
    this.root = { name, local, isKnown }
  }

  /** No item stands in an item: the outer one was not closed. */
  #closeUnendedItem({ from }: Tag, local: string): OpenElement[] {
    if (!repeated.has(local)) return []
    const at = this.#open.findLastIndex((element) => element.local === local)
    const parent = this.#open[at - 1]
    return parent && containers.has(parent.local) ? this.#closeFrom(at, from) : []
  }

  #end(tag: Tag): OpenElement[] {
    let at = this.#open.findLastIndex(({ name }) => name === tag.name)
    if (at < 0) {
      const lower = tag.name.toLowerCase()
      at = this.#open.findLastIndex(({ name }) => name.toLowerCase() === lower)
    }
    const element = this.#open[at]
    if (!element) {
      this.#edit(tag.from, tag.to, '')
      return []
    }
    const closed = this.#closeFrom(at + 1, tag.from)
    const isRoot = at === 0
    if (isRoot && element.local === 'rss' && !this.#hasChannel) {
      this.#edit(element.to, element.to, '<channel>')
      this.#edit(tag.from, tag.from, '</channel>')
    }
    element.end = tag.from
    this.#open.length = at
    const edits = rewritten(this.#xml, element, tag, this.root?.local ?? '')
    this.#edits.push(...edits)
    const isWell = tag.name === element.newName && tag.to - tag.from === tag.name.length + 3
    if (!isWell && edits.every(({ to }) => to <= tag.from)) {
      this.#edit(tag.from, tag.to, `</${element.newName}>`)
    }
    if (isRoot && this.root?.isKnown) {
      this.isComplete = true
      this.#edit(tag.to, this.#xml.length, '')
    }
    return [...closed, element]
  }

  /** Closes the open elements from this one inwards, each where it was meant to end. */
  #closeFrom(first: number, at: number): OpenElement[] {
    const closed = this.#open.splice(first).toReversed()
    for (const element of closed) {
      element.end = element.next ?? at
      this.#edit(element.end, element.end, `</${element.newName}>`)
    }
    return closed
  }

  #edit(from: number, to: number, text: string): void {
    if (from < to || text !== '') this.#edits.push({ from, to, text })
  }
}
