import { createHash } from 'node:crypto'

import type { EntityKind, MentionMethod, TakeawayOrigin } from '@courant/prisma'

export interface DraftSection {
  crosshead: string | null
  paragraphs: readonly string[]
}

export interface DraftAlias {
  text: string
  /** Empty for an alias of every language. */
  language: string
  caseSensitive: boolean
  ambiguous: boolean
}

export interface DraftEntity {
  slug: string
  name: string
  kind: EntityKind
  wikidataId: string | null
  description: string | null
  aliases: readonly DraftAlias[]
}

/** Offsets are UTF-16 units within the text of that part. */
export interface DraftSpan {
  part: 'headline' | 'lead' | 'crosshead' | 'paragraph'
  section: number | null
  paragraph: number | null
  start: number
  end: number
  surface: string
}

export interface DraftMention {
  entity: DraftEntity
  spans: readonly DraftSpan[]
  count: number
  salience: number
  about: boolean
  method: MentionMethod
  /** The language model that proposed it, where the method is MODEL. */
  model?: string | null
  confidence: number
}

export interface DraftTopic {
  code: string
  score: number
  cues: readonly string[]
}

export interface DraftTakeaway {
  text: string
  origin: TakeawayOrigin
  /** The language model that wrote it, where the origin is MODEL. */
  model?: string | null
  /** Section and paragraph are null where the slice is of the lead. */
  evidence: {
    quote: string
    section: number | null
    paragraph: number | null
    start: number
    end: number
  } | null
}

/** What an article is found by where it is saved already. */
export interface KnownBy {
  sourceId: string
  /** What makes it the same article within its source: its guid, else its canonical address, else a hash. */
  key: string
  headline: string
  /** For documents without an id of their own: an article of the source with this headline is the same one. */
  matchHeadline?: boolean
}

/** What the publisher wrote and a reader sees. */
export interface Written {
  headline: string
  lead: string
  byline: string | null
  imageUrl: string | null
  sections: readonly DraftSection[]
  takeaways: readonly Pick<DraftTakeaway, 'text' | 'origin'>[]
}

/** What there is to say of the page of an article that was to give its text. */
export interface PageNotes {
  /** The `contentHash` of what its feed says, where its page was asked for the text; see `pageNeeds`. */
  documentHash?: Uint8Array | null
  /** Its page could not be asked now, and what is saved may be from there: what is known stays as it is. */
  keepKnown?: boolean
}

/** Who wrote it. */
export interface Authorship {
  /** An editor here: what is written so stays, whatever its source says of it later. */
  byEditor?: boolean
}

/** An article that is ready to be saved: read, cleaned and enriched. */
export interface ArticleDraft extends KnownBy, Written, PageNotes, Authorship {
  url: string
  language: string
  /** As the source states it. */
  statedAt: Date | null
  /** What it is sorted by, if it is new and states no date; else that is when it is first seen. */
  assumedAt?: Date | null
  mentions: readonly DraftMention[]
  /** Names recognised by their form that this article alone does not show to be one; see `Candidate`. */
  candidates?: readonly DraftMention[]
  topics: readonly DraftTopic[]
  takeaways: readonly DraftTakeaway[]
}

/**
 * SHA-256 over what the publisher wrote and a reader sees. Dates and addresses are left out, which many
 * feeds change without a change of the article; so is what we added ourselves.
 */
export function contentHash(text: Written): Buffer {
  const written = [
    text.headline,
    text.lead,
    text.byline,
    text.imageUrl,
    text.sections.map(({ crosshead, paragraphs }) => [crosshead, paragraphs]),
    text.takeaways.filter(({ origin }) => origin === 'PUBLISHER').map(({ text }) => text),
  ]
  return createHash('sha256').update(JSON.stringify(written)).digest()
}

/** As PostgreSQL reads bytes from JSON. */
export function asBytea(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`
}
