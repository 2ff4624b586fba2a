import type { Edit } from './edits.ts'

/** What the parser does not know, under the names of what it does, by their names in lower case. */
const knownNames: Record<string, string> = {
  // Before there was content:encoded, items carried their text as a piece of XHTML, or as this.
  body: 'content:encoded',
  'xhtml:body': 'content:encoded',
  fullitem: 'content:encoded',
}

/** Elements of Atom that hold text. */
const atomTexts = new Set(['content', 'info', 'rights', 'subtitle', 'summary', 'tagline', 'title'])

/** Where an article really is, while its link counts readers. */
const originalLink = /^(feedburner|pheedo):origlink$/i

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
  if (parent === 'item' || parent === 'entry') {
    const known = knownNames[name.toLowerCase()]
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
  return root === 'feed' ? decoded(xml, element, end.from) : []
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
  return { from: to - 1, to: to - 1, text: ` type="${type}"` }
}
