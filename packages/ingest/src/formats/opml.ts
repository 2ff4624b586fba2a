import { generateOpml, type Opml, ParseError, parseOpml as readOpml } from 'feedsmith'

import { decode } from '../charset.ts'
import { IngestError } from '../errors.ts'
import { cleanText, shorten } from '../plain-text.ts'
import { applyEdits, type Edit } from './edits.ts'
import { webAddress } from './feed-item.ts'
import { guardXml, type XmlKind } from './xml-guard.ts'

/** A list of subscriptions, as feed readers exchange them. */
export interface OpmlList {
  title: string | null
  /** In the order of the list, each address once. */
  feeds: OpmlFeed[]
  problems: OpmlProblem[]
}

export interface OpmlFeed {
  title: string | null
  /** An absolute http(s) address. */
  feedUrl: string
  siteUrl: string | null
  /** The names of the folders that it lies in, from the outermost, parted by "/". */
  folder: string | null
}

/** An entry of a list that cannot be subscribed to. */
export interface OpmlProblem {
  title: string | null
  /** What is wrong with it, for people. */
  problem: string
  /** Counted from 1. */
  line: number | null
}

/** UTF-16 units: a list of 6,000 feeds, which is read in less than a second or two. */
const maxLength = 2 * 2 ** 20
const maxTitle = 200

const opml: XmlKind = {
  roots: ['opml'],
  code: 'BAD_OPML',
  called: 'a list of feeds (OPML) begins with <opml>',
}

/** Entries that are feeds, whether or not they say where. */
const feedTypes = /^(rss|atom|feed|rdf|json)$/i

/** What an outline says of where it was written; the parser itself does not tell. */
const lineAttribute = 'courantline'

type Outline = Opml.Outline<string, [typeof lineAttribute]>

/**
 * Reads a list of feeds: OPML 1.0 and 2.0, with the names of attributes in any case.
 * @param content text, or bytes in any encoding
 * @param name what people call the list; errors begin with it
 * @throws {IngestError} BAD_OPML with line and column where they can be told, TOO_LARGE
 */
export function parseOpml(content: string | Uint8Array, name: string): OpmlList {
  const text = (typeof content === 'string' ? content : decode(content)).replace(/^\u{FEFF}/u, '')
  if (text.length > maxLength) {
    const problem = `a list of feeds has at most ${maxLength} characters, this one ${text.length}`
    throw new IngestError('TOO_LARGE', problem, { document: name })
  }
  const list: OpmlList = { title: null, feeds: [], problems: [] }
  const { head, body } = read(guarded(text, name), name)
  list.title = titleOf(head?.title)
  const known = new Set<string>()
  for (const outline of body?.outlines ?? []) take(outline, [], list, known)
  return list
}

function read(xml: string, document: string) {
  try {
    return readOpml(xml, { extraOutlineAttributes: [lineAttribute] as const })
  } catch (cause) {
    // Well-formed, but with nothing in it.
    if (cause instanceof ParseError) return {}
    throw new IngestError('BAD_OPML', 'not a readable list of feeds', { document, cause })
  }
}

/** Throws what is wrong with the list as it was written, for its places are those that people see. */
function guarded(text: string, name: string): string {
  const mended = mendOutlines(text)
  try {
    guardXml(text, name, opml)
  } catch (error) {
    try {
      return guardXml(mended, name, opml).xml
    } catch {
      throw error
    }
  }
  return guardXml(mended, name, opml).xml
}

/**
 * An attribute of an outline. Its value ends at the quote behind which another attribute or the end of
 * the tag follows, because many lists have quotes and tags in their descriptions as they are.
 */
const attribute =
  /\s+[\w:.-]+\s*=\s*(["'])((?:(?!<\/?outline)[^])*?)\1(?=\s+[\w:.-]+\s*=\s*["']|\s*\/?>\s*(?:<|$))/iy

function mendOutlines(text: string): string {
  const edits: Edit[] = []
  let line = 1
  let lineStart = 0
  for (const { 0: tag, index } of text.matchAll(/<outline(?=\s)/gi)) {
    for (;;) {
      const lineEnd = text.indexOf('\n', lineStart)
      if (lineEnd < 0 || lineEnd > index) break
      line += 1
      lineStart = lineEnd + 1
    }
    const behind = index + tag.length
    edits.push({ from: behind, to: behind, text: ` ${lineAttribute}="${line}"` })
    attribute.lastIndex = behind
    for (let found = attribute.exec(text); found; found = attribute.exec(text)) {
      const { 1: quote = '', 2: value = '' } = found
      const to = attribute.lastIndex - 1
      const escaped = escapeAttribute(value, quote)
      if (escaped !== value) edits.push({ from: to - value.length, to, text: escaped })
    }
  }
  return applyEdits(text, edits)
}

function escapeAttribute(value: string, quote: string): string {
  const reference = quote === '"' ? '&quot;' : '&apos;'
  return value.replaceAll(quote, reference).replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** @param known the addresses that are in the list already */
function take(
  outline: Outline,
  folders: readonly string[],
  list: OpmlList,
  known: Set<string>,
): void {
  if (outline.isComment) return
  const title = titleOf(outline.text) ?? titleOf(outline.title)
  const children = outline.outlines ?? []
  const isFeed = feedTypes.test(outline.type ?? '')
  const address = outline.xmlUrl ?? (isFeed ? outline.url : undefined)
  if (address !== undefined) {
    const feedUrl = webAddress(withoutFeedScheme(address))
    if (!feedUrl) list.problems.push(problemOf(outline, title, wrongWith(address)))
    else if (!known.has(feedUrl)) {
      known.add(feedUrl)
      const folder = folders.join('/') || null
      const isNamed = title !== address
      list.feeds.push({
        title: isNamed ? title : null,
        feedUrl,
        siteUrl: webAddress(outline.htmlUrl),
        folder,
      })
    }
  } else if (isFeed || children.length === 0) {
    list.problems.push(problemOf(outline, title, 'has no address of a feed (xmlUrl)'))
  }
  const isFolder = address === undefined && title !== null
  const inside = isFolder ? [...folders, title.replaceAll('/', '-')] : folders
  for (const child of children) take(child, inside, list, known)
}

function problemOf(outline: Outline, title: string | null, problem: string): OpmlProblem {
  const line = outline[lineAttribute]
  return { title, problem, line: line === undefined ? null : Number(line) }
}

function wrongWith(address: string): string {
  const shown = shorten(cleanText(address), maxTitle)
  return URL.canParse(address)
    ? `feeds are read by http(s), not from ${shown}`
    : `"${shown}" is no absolute address`
}

/** Some lists mark the addresses of feeds by a scheme of their own. */
function withoutFeedScheme(address: string): string {
  return address
    .trim()
    .replace(/^feed:(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://')
}

function titleOf(text: string | undefined): string | null {
  return shorten(cleanText(text ?? ''), maxTitle) || null
}

/**
 * Writes a list of feeds as OPML 2.0, each in its folder. `parseOpml` reads it back as it was.
 * @param list.createdAt what the list says of its age
 */
export function writeOpml(list: {
  title: string
  createdAt: Date
  feeds: readonly OpmlFeed[]
}): string {
  const root: Folder = { text: '', outlines: [] }
  for (const { title, feedUrl, siteUrl, folder } of list.feeds) {
    const text = title ?? feedUrl
    const place = folderAt(root, folder?.split('/').filter((level) => level !== '') ?? [])
    place.outlines.push({
      type: 'rss',
      text,
      title: text,
      xmlUrl: feedUrl,
      htmlUrl: siteUrl ?? undefined,
    })
  }
  // A list has a body, and a body an outline.
  const none = { text: 'No feeds', isComment: true }
  return generateOpml({
    head: { title: list.title, dateCreated: list.createdAt },
    body: { outlines: root.outlines.length > 0 ? root.outlines : [none] },
  })
}

type Folder = Opml.Outline<Date> & { outlines: Opml.Outline<Date>[] }

function folderAt(root: Folder, levels: readonly string[]): Folder {
  let place = root
  for (const text of levels) {
    const isIt = (outline: Opml.Outline<Date>): outline is Folder =>
      outline.xmlUrl === undefined && outline.text === text
    let next = place.outlines.find(isIt)
    if (!next) {
      next = { text, outlines: [] }
      place.outlines.push(next)
    }
    place = next
  }
  return place
}
