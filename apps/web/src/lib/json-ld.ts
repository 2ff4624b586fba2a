import { langOf } from './lang-of.ts'
/** What schema.org's NewsArticle can hold of an article. */
export interface LinkedArticle {
  url: string
  headline: string
  lead: string
  language: string
  publishedAt: string
  revisedAt?: string | null | undefined
  byline?: string | null | undefined
  image?: string | null | undefined
  source: { name: string; siteUrl?: string | null | undefined }
  topics: readonly { topic: { label: string } }[]
  actors: readonly {
    about: boolean
    entity: NamedEntity
  }[]
}

interface NamedEntity {
  name: string
  kind: keyof typeof kinds
  wikidataId?: string | null | undefined
}

const kinds = {
  PERSON: 'Person',
  ORGANIZATION: 'Organization',
  COUNTRY: 'Country',
  PLACE: 'Place',
} as const

/**
 * An article as JSON-LD, to stand in a script element: no text in it can end the element, or begin a comment,
 * because it holds no `<`.
 */
export function jsonLdOf(article: LinkedArticle): string {
  const { language, actors } = article
  const named = (isAbout: boolean) =>
    actors.filter(({ about }) => about === isAbout).map(({ entity }) => thing(entity))
  const document = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    url: article.url,
    headline: article.headline,
    description: article.lead || undefined,
    inLanguage: langOf(language),
    datePublished: article.publishedAt,
    dateModified: article.revisedAt ?? article.publishedAt,
    image: article.image ?? undefined,
    author: article.byline ? { '@type': 'Person', name: article.byline } : undefined,
    publisher: {
      '@type': 'NewsMediaOrganization',
      name: article.source.name,
      url: article.source.siteUrl ?? undefined,
    },
    keywords: article.topics.map(({ topic }) => topic.label),
    about: named(true),
    mentions: named(false),
  }
  return written(document)
}

/** Somebody or something that has a page of its own. */
export interface LinkedEntity extends NamedEntity {
  description?: string | null | undefined
  aliases: readonly string[]
}

/** An actor as JSON-LD, to stand in a script element; see `jsonLdOf`. */
export function entityJsonLdOf({ description, aliases, ...entity }: LinkedEntity): string {
  const others = aliases.filter((alias) => alias !== entity.name)
  return written({
    '@context': 'https://schema.org',
    ...thing(entity),
    description: description ?? undefined,
    alternateName: others.length > 0 ? others : undefined,
  })
}

function written(document: object): string {
  return JSON.stringify(document).replaceAll('<', String.raw`\u003c`)
}

function thing({ name, kind, wikidataId }: NamedEntity): object {
  const sameAs = wikidataId ? `https://www.wikidata.org/entity/${wikidataId}` : undefined
  return { '@type': kinds[kind], name, sameAs }
}
