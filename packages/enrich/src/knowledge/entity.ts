export type EntityKind = 'PERSON' | 'ORGANIZATION' | 'COUNTRY' | 'PLACE'

/** A name by which an entity is found in text. */
export interface EntityAlias {
  text: string
  /** BCP 47 primary language; empty for a name that is the same in every language. */
  language: string
  /** "US" is the country, "us" is not. */
  caseSensitive: boolean
  /** Names other things too, so that it links only where the article gives support. */
  ambiguous: boolean
}

/** Somebody or something that acts in the news. */
export interface EntityDescriptor {
  slug: string
  name: string
  kind: EntityKind
  wikidataId: string | null
  description: string | null
  aliases: readonly EntityAlias[]
}

/** An entity of the knowledge base with what only the linker needs. */
export interface KnownEntity extends EntityDescriptor {
  /** Adjectives and demonyms: they speak of the entity without naming it. */
  adjectives: readonly { text: string; language: string }[]
  /** Words that support an ambiguous alias when the article holds one of them. */
  context: readonly string[]
  /** ISO 3166-1 alpha-2 code of the country that a city or state lies in; null for all else. */
  country: string | null
}
