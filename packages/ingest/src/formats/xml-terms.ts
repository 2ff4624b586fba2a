import type { Edit } from './edits.ts'
import { textOfHtml } from './html.ts'

/** What the parser does not know in an item, under the names of what it does. */
const knownNames = new Map([
  // Before there was content:encoded, items carried their text as a piece of XHTML, or as this.
  ['body', 'content:encoded'],
  ['xhtml:body', 'content:encoded'],
  ['fullitem', 'content:encoded'],
  ['summary', 'atom:summary'],
  ['tags', 'media:keywords'],
])

const itemText = /^(content:encoded|xhtml:body|body|fullitem)$/i

/** Elements of Atom that hold text. */
const atomTexts = new Set(['content', 'info', 'rights', 'subtitle', 'summary', 'tagline', 'title'])

/** Where an article really is, while its link counts readers. */
const originalLink = /^(feedburner|pheedo):origlink$/i

/** BCP 47: the language is known to be unknown. */
export const undetermined = 'und'

/** The relation of the link that it becomes. */
export const originalRelation = 'original'

interface Element {
  name: string
  local: string
  from: number
  to: number
}

/**
 * The name that the parser knows an element by.
 * @param root the name of the root element as written
 */
export function newNameOf(name: string, parent: string | undefined, root: string): string {
  if (parent === 'item') {
    const known = knownNames.get(name.toLowerCase())
    if (known) return known
  }
  // RSS 2.0 has no namespace, but some gave it one, and a prefix.
  const prefix = /^(.*:)rss$/i.exec(root)?.[1]
  return prefix && name.startsWith(prefix) ? name.slice(prefix.length) : name
}

/** An element of Atom that does not say what it holds, but has other elements in it, holds markup. */
export function holdsMarkup(xml: string, element: Element): Edit[] {
  const isUntyped = atomTexts.has(element.local) && !hasType(xml, element)
  return isUntyped ? [insertType('xhtml', element)] : []
}

/** What attributes say that the parser does not read, put as it does. */
export function attributeEdits(
  xml: string,
  { name, from, to }: Omit<Element, 'local'>,
  parent: Element | undefined,
): Edit[] {
  const tag = xml.slice(from, to)
  const isOfItem = parent?.local === 'item'
  // The parser takes an empty language for none, though it takes back what the feed states.
  const empty = /\sxml:lang\s*=\s*["'](?=["'])/i.exec(tag)
  if (empty) return [insertion(from + empty.index + empty[0].length, undetermined)]
  // And it has no place for the language of an item's text.
  const language = isOfItem && itemText.test(name) && /\sxml:lang\s*=\s*["'][\w-]+["']/i.exec(tag)
  if (language) return [insertion(parent.to - 1, language[0])]
  // The first edition of the podcasts' module put these otherwise.
  const category =
    isOfItem && /^<itunes:category\s[^<>]*?\btext\s*=\s*["']([^<>"']+)/i.exec(tag)?.[1]
  if (category) return [insertion(from, `<category>${category}</category>`)]
  const address = /^(<itunes:image\s+)url(?=\s*=)/i.exec(tag)?.[1]
  if (address) {
    const at = from + address.length
    return [{ from: at, to: at + 3, text: 'href' }]
  }
  return []
}

/**
 * What the parser would not read, put as it does.
 * @param end its end tag
 * @param root the local name of the root element
 */
export function rewritten(
  xml: string,
  element: Element,
  end: { from: number; to: number },
  root: string,
): Edit[] {
  if (originalLink.test(element.name)) {
    const address = xml
      .slice(element.to, end.from)
      .replace(/<!\[CDATA\[|\]\]>/g, '')
      .trim()
    if (/["<>]/.test(address)) return []
    const link = root === 'feed' ? 'link' : 'atom:link'
    const text = `<${link} rel="${originalRelation}" href="${address}"/>`
    return [{ from: element.from, to: end.to, text }]
  }
  return root === 'feed' ? decoded(xml, element, end.from) : withoutMarkup(xml, element, end.from)
}

const people = /^(?:author|managingeditor|webmaster)$/i
const rawText = /<!\[CDATA\[(.*?)\]\]>/gs
const mailAddress = /<[^<>@\s]+@[^<>@\s]+>/g

/** The parser reads `name <address>` in those who are named, and would take apart what is HTML. */
function withoutMarkup(xml: string, { name, to }: Element, end: number): Edit[] {
  if (!people.test(name)) return []
  const written = xml.slice(to, end).trim()
  const isRaw = written.startsWith('<![CDATA[')
  if (!isRaw && written.includes('<')) return []
  const html = isRaw
    ? [...written.matchAll(rawText)].map(([, text]) => text).join('')
    : textOfHtml(written)
  if (!html.replace(mailAddress, '').includes('<')) return []
  return [{ from: to, to: end, text: textOfHtml(html).replace(/[<>&]/g, ' ') }]
}

/** Atom 0.3 may carry text in Base64. */
function decoded(xml: string, element: Element, end: number): Edit[] {
  const { from, to, local } = element
  if (!atomTexts.has(local) || !/\smode\s*=\s*["']?base64\b/i.test(xml.slice(from, to))) return []
  const encoded = xml.slice(to, end)
  if (!/^[\s\w+/=-]*$/.test(encoded)) return []
  const text = Buffer.from(encoded, 'base64').toString().replaceAll(']]>', ']]]]><![CDATA[>')
  return [
    ...(hasType(xml, element) ? [] : [insertType('text/html', element)]),
    { from: to, to: end, text: `<![CDATA[${text}]]>` },
  ]
}

function hasType(xml: string, { from, to }: Element): boolean {
  return /\stype\s*=/i.test(xml.slice(from, to))
}

function insertType(type: string, { to }: Element): Edit {
  return insertion(to - 1, ` type="${type}"`)
}

function insertion(at: number, text: string): Edit {
  return { from: at, to: at, text }
}
