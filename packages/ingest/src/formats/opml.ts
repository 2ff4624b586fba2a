import { generateOpml, parseOpml as parse } from 'feedsmith'

import { IngestError } from '../errors.ts'
import { cleanText } from '../plain-text.ts'
import { webAddress } from './feed-item.ts'
import { guardXml } from './xml-guard.ts'

export interface OpmlFeed {
  title: string
  feedUrl: string
  siteUrl: string | null
  /** Levels are parted by "/". */
  folder: string | null
}

export interface OpmlDocument {
  title: string | null
  feeds: OpmlFeed[]
  problems: { message: string; line: number | null }[]
}

type Outline = NonNullable<NonNullable<ReturnType<typeof parse>['body']>['outlines']>[number]

interface WrittenOutline {
  text: string
  title?: string
  type?: string
  xmlUrl?: string
  htmlUrl?: string
  outlines?: WrittenOutline[]
}

/**
 * Reads a subscription list.
 * @throws {IngestError} BAD_OPML
 */
export function parseOpml(text: string, name: string): OpmlDocument {
  const xml = mended(text, name)
  const list: OpmlDocument = { title: null, feeds: [], problems: [] }
  let read: ReturnType<typeof parse>
  try {
    read = parse(xml)
  } catch (cause) {
    throw new IngestError('BAD_OPML', 'not a readable subscription list', { document: name, cause })
  }
  list.title = cleanText(read.head?.title ?? '') || null
  const visit = (outlines: readonly Outline[], folders: readonly string[]) => {
    for (const outline of outlines) {
      const title = cleanText(outline.title ?? outline.text ?? '')
      if (outline.xmlUrl !== undefined) {
        const feedUrl = webAddress(outline.xmlUrl)
        const folder = folders.join('/') || null
        const siteUrl = webAddress(outline.htmlUrl)
        if (feedUrl) list.feeds.push({ title: title || feedUrl, feedUrl, siteUrl, folder })
        else list.problems.push({ message: `"${title}" has no web address`, line: null })
      }
      if (outline.outlines) visit(outline.outlines, title ? [...folders, title] : folders)
    }
  }
  visit(read.body?.outlines ?? [], [])
  return list
}

function mended(text: string, name: string): string {
  const list = { roots: ['opml'], called: 'a subscription list begins with <opml>' }
  try {
    return guardXml(text, name, list).xml
  } catch (error) {
    if (!(error instanceof IngestError)) throw error
    throw new IngestError('BAD_OPML', error.message, { cause: error })
  }
}

/** Writes a subscription list (OPML 2.0), a folder an outline. */
export function writeOpml(list: {
  title: string
  createdAt: Date
  feeds: readonly OpmlFeed[]
}): string {
  const root: WrittenOutline[] = []
  for (const { title, feedUrl, siteUrl, folder } of list.feeds) {
    let outlines = root
    for (const level of folder?.split('/') ?? []) {
      let found = outlines.find(({ text, xmlUrl }) => text === level && !xmlUrl)
      if (!found) outlines.push((found = { text: level, outlines: [] }))
      outlines = found.outlines ??= []
    }
    const site = siteUrl === null ? {} : { htmlUrl: siteUrl }
    outlines.push({ text: title, title, type: 'rss', xmlUrl: feedUrl, ...site })
  }
  return generateOpml({
    head: { title: list.title, dateCreated: list.createdAt },
    body: { outlines: root },
  })
}
