import { Readability } from '@mozilla/readability'
import { DOMParser } from 'linkedom'

import { escapeText } from './markup.ts'

/** The part of a page that is its article. */
export interface FoundText {
  html: string
  /** As the page's title or headings have it. */
  title: string
  /** A line of the page that looks like one. */
  byline: string | null
  /** The share of its text that leads elsewhere. */
  linked: number
  headings: number
  /** Headings that are links as a whole, like those of teasers. */
  linkedHeadings: number
}

export interface KnownOfText {
  title: string
  headline: string | null
  byline: string | null
}

/** Of linkedom, as far as it is used here; the types of a browser's DOM are not loaded. */
interface Element {
  innerHTML: string
  textContent: string
  querySelectorAll(selector: string): Iterable<Element>
}

/**
 * Tells a page's text from what is around it; null where there is none.
 * @param body from `readMarkup`, so that it is neither too deep nor too large
 * @param known what the page states, so that it is not looked for in its text
 */
export function findText(body: string, known: KnownOfText): FoundText | null {
  const metas = [
    ['og:title', known.headline],
    ['author', known.byline],
  ].map(([name, content]) =>
    content ? `<meta name="${name}" content="${escapeText(content)}">` : '',
  )
  const head = `<title>${escapeText(known.title)}</title>${metas.join('')}`
  const html = `<!doctype html><html><head>${head}</head><body>${body}</body></html>`
  const document = new DOMParser().parseFromString(html, 'text/html')
  const found = new Readability<Found>(document, {
    disableJSONLD: true,
    serializer: (root) => statisticsOf(root),
  }).parse()
  if (!found?.content) return null
  return { ...found.content, title: found.title ?? '', byline: found.byline ?? null }
}

/** Not to a place on the page, as tables of contents do. */
const leadingElsewhere = 'a[href]:not([href^="#"])'

type Found = Omit<FoundText, 'title' | 'byline'>

function statisticsOf(root: Element): Found {
  const lengthOf = (element: Element) => element.textContent.replace(/\s+/g, '').length
  const sum = (elements: Iterable<Element>) =>
    [...elements].reduce((sum, element) => sum + lengthOf(element), 0)
  const headings = [...root.querySelectorAll('h2, h3, h4')]
  const isLink = (heading: Element) =>
    sum(heading.querySelectorAll(leadingElsewhere)) >= lengthOf(heading) * 0.9 &&
    lengthOf(heading) > 0
  return {
    html: root.innerHTML,
    linked: sum(root.querySelectorAll(leadingElsewhere)) / Math.max(1, lengthOf(root)),
    headings: headings.length,
    linkedHeadings: headings.filter(isLink).length,
  }
}
