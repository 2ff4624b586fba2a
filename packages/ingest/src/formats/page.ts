import type { ParsedArticle, ParsedDocument, ParsedSection } from '../article.ts'
import { IngestError } from '../errors.ts'
import { leadOf } from '../lead.ts'
import { shorten } from '../plain-text.ts'
import { webAddress } from './feed-item.ts'
import { readHtml, readPlainText } from './html.ts'
import { namesIn } from './page/byline.ts'
import { withoutFurniture } from './page/furniture.ts'
import { readMarkup } from './page/markup.ts'
import { readMetadata } from './page/metadata.ts'
import { findText, type FoundText } from './page/text.ts'
import { headlineIn } from './page/title.ts'

/** Length of the headline of a page that has none. */
const madeHeadline = 100

/** A longer share of a text that leads elsewhere than this is none of an article. */
const maxLinked = 0.6

/** Whether a document begins like a web page, and not like a feed. */
export function isPage(beginning: string): boolean {
  const first = beginning.replace(/^(?:\s|\u{FEFF}|<\?xml[^>]*>|<!--[^]*?-->)+/u, '')
  // Some servers put the kind of a page before all that they send.
  const root = first.replace(/^<!doctype[^>]*>(?:\s|<!--[^]*?-->)*/i, '')
  const isFeed = /^<(?:[\w.-]+:)?(?:rss|feed|rdf)\b/i.test(root)
  return !isFeed && /^<(?:!doctype html|html|head|body)\b/i.test(first)
}

/**
 * Reads the article of a web page: what the page states about it, and its text, which has to be told
 * from all else on the page.
 * @param url where it was fetched from, if it was
 * @throws {IngestError} NO_ARTICLE
 */
export function parsePage(html: string, name: string, url: string | null): ParsedDocument {
  const page = readMarkup(html)
  const stated = readMetadata(page, webAddress(url))
  const { description, siteNames } = stated
  const found = findText(page.body, { ...stated, title: page.title })
  if (found && !stated.isArticle && isList(found)) {
    const problem =
      'this page lists articles and is none itself; give the address of one, or subscribe to its feed'
    throw new IngestError('NO_ARTICLE', problem, { document: name })
  }
  const { sections: text, image } = contentOf(found, stated.body)
  if (text.length === 0 && !(stated.isArticle && description)) {
    const problem =
      'there is no article on this page, or only a browser can show it; give the address of an article that can be read without one'
    throw new IngestError('NO_ARTICLE', problem, { document: name })
  }

  const headline =
    stated.headline ?? headlineIn(page.title, page.headings, siteNames, found?.title ?? '')
  const { sections: body, byline } = withoutFurniture(text, {
    headline,
    byline: stated.byline ?? namesIn(found?.byline ?? ''),
    kickers: page.headings.length > 0 ? page.kickers : [],
  })
  const { lead, sections } = leadOf(isExcerpt(description, body) ? '' : description, body)
  const article: ParsedArticle = {
    guid: null,
    url: stated.url,
    headline: headline || shorten(lead, madeHeadline),
    lead,
    byline,
    publishedAt: stated.publishedAt,
    language: stated.language,
    imageUrl: stated.imageUrl ?? webAddress(image, [page.base ?? undefined, url ?? undefined]),
    categories: stated.categories,
    sections,
    takeaways: [],
  }
  const source = {
    name: stated.siteName,
    siteUrl: stated.url && new URL('/', stated.url).href,
    feedUrl: null,
    selfUrl: null,
    hubUrl: null,
    language: stated.language,
  }
  return { format: 'page', source, articles: [article] }
}

/** The text that was found, unless it is the beginning of what the page's JSON-LD holds in full. */
function contentOf(
  found: FoundText | null,
  body: string,
): { sections: ParsedSection[]; image: string | null } {
  const content = readHtml(found?.html ?? '')
  if (body.length < 2 * lengthOf(content.sections)) return content
  const sections = /<(?:p|br)\b/i.test(body) ? readHtml(body).sections : readPlainText(body)
  return lengthOf(sections) > lengthOf(content.sections) ? { ...content, sections } : content
}

/** UTF-16 units. */
function lengthOf(sections: readonly ParsedSection[]): number {
  return sections
    .flatMap(({ paragraphs }) => paragraphs)
    .reduce((sum, { length }) => sum + length, 0)
}

/**
 * Whether a description is no more than a piece of the text, often its first paragraphs run together.
 * Then it would say twice what the first paragraph, as the lead, says once.
 */
function isExcerpt(description: string, [first, ...rest]: readonly ParsedSection[]): boolean {
  if (first?.crosshead !== null) return false
  const bare = (text: string) => text.replace(/[\s[(]*(?:…|\.{3})[\s\])]*$/, '').replace(/\s+/g, '')
  const paragraphs = [first, ...rest].flatMap(({ paragraphs }) => paragraphs)
  return bare(paragraphs.join('')).includes(bare(description))
}

/** Front pages consist of links, or of headings that are links. */
function isList({ linked, headings, linkedHeadings }: FoundText): boolean {
  return linked > maxLinked || (linkedHeadings >= 4 && linkedHeadings > headings * 0.7)
}
