import type { Span } from './article.ts'
import type { EntityDescriptor } from './knowledge/entity.ts'

/**
 * How a mention came about: a known alias, a shorter form of it, a name recognised by its form, or
 * one that a language model proposed.
 */
export type MentionMethod = 'ALIAS' | 'COREFERENCE' | 'PROPOSED' | 'MODEL'

/** An entity and every place where the article names it. */
export interface EnrichedMention {
  entity: EntityDescriptor
  /** In reading order, never empty. */
  spans: Span[]
  count: number
  /** 0 to 1: how much of the article the entity carries. */
  salience: number
  /** The article is about it, rather than merely mentioning it. */
  about: boolean
  method: MentionMethod
  /** The language model, where the method is MODEL. */
  model?: string
  /** 0 to 1: how sure it is that this entity is the one meant. */
  confidence: number
}

export interface EnrichedTopic {
  /** IPTC Media Topics code. */
  code: string
  /** 0 to 1. */
  score: number
  /** The words that speak for it, strongest first. */
  cues: string[]
}

/** The literal slice that supports a takeaway; section and paragraph are null for the lead. */
export interface Evidence {
  quote: string
  section: number | null
  paragraph: number | null
  start: number
  end: number
}

export interface EnrichedTakeaway {
  text: string
  origin: 'PUBLISHER' | 'EXTRACTED' | 'MODEL'
  /** The language model, where the origin is MODEL. */
  model?: string
  /** Null where nothing in the article supports it. */
  evidence: Evidence | null
}

export interface Enrichment {
  /** BCP 47 primary language, "und" where it cannot be told. */
  language: string
  /** Most salient first. */
  mentions: EnrichedMention[]
  /**
   * Names recognised by their form alone, with too little in this article to show them; seen again
   * elsewhere they may become entities. Spans may overlap those of mentions. Most salient first.
   */
  candidates: EnrichedMention[]
  /** Best match first. */
  topics: EnrichedTopic[]
  takeaways: EnrichedTakeaway[]
}
