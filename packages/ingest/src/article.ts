import type { PollHint } from '@courant/feed'

export interface ParsedSection {
  crosshead: string | null
  paragraphs: string[]
}

/** An article as its publisher wrote it: plain text throughout, whatever form it came in. */
export interface ParsedArticle {
  /** What the publisher calls it; stays the same when the article changes. */
  guid: string | null
  /** Where it can be read: an absolute http(s) address. */
  url: string | null
  headline: string
  lead: string
  byline: string | null
  /** As stated; may lie in the future. */
  publishedAt: Date | null
  /** A language tag, as stated. */
  language: string | null
  imageUrl: string | null
  /** The publisher's own labels. */
  categories: string[]
  sections: ParsedSection[]
  /** The publisher's own takeaways. */
  takeaways: string[]
}

export interface ParsedSource {
  name: string | null
  siteUrl: string | null
  /** Where the feed was fetched from, or else says it is. */
  feedUrl: string | null
  /** What the feed says its own address is; its hub knows it by that. */
  selfUrl: string | null
  /** The WebSub hub that tells at once when the feed has changed. */
  hubUrl: string | null
  language: string | null
  /** How it wants to be polled, where it says. */
  pollHint?: PollHint | undefined
}

export interface ParsedDocument {
  format: 'feed' | 'page' | 'text'
  /** What the document says about who published it. */
  source: ParsedSource
  articles: ParsedArticle[]
}

export interface Block {
  kind: 'crosshead' | 'paragraph'
  text: string
}

/** Paragraphs under their crossheads. A crosshead with no text under it announces nothing and is dropped. */
export function sectionsOf(blocks: readonly Block[]): ParsedSection[] {
  const sections: ParsedSection[] = []
  let section: ParsedSection = { crosshead: null, paragraphs: [] }
  for (const { kind, text } of blocks) {
    if (kind === 'crosshead') section = { crosshead: text, paragraphs: [] }
    else if (section.paragraphs.push(text) === 1) sections.push(section)
  }
  return sections
}
