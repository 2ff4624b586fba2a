import { FilterUrlError } from '@courant/filter'
import type { ArticleFilter } from '@courant/filter'
import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import type { FeedPageQuery, FilterChoicesQuery, FindActorsQuery } from '../generated/graphql.ts'
import { readFeedAddress } from './feed-address.ts'
import type { FeedAddress } from './feed-address.ts'
import type { FilterNames } from './filter-names.ts'
import { ApiRefusal, ApiUnavailable, ask } from './graphql.ts'
import type { Language } from './languages.ts'
import { readerLanguage } from './words.ts'

const feedPage = graphql(`
  query FeedPage(
    $filter: ArticleFilter
    $first: Int
    $after: String
    $last: Int
    $before: String
    $language: String!
  ) {
    articles(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      edges {
        node {
          id
          ...ArticleCard_article
          ...OftenNamed_article
        }
      }
      pageInfo {
        ...Paging_pageInfo
      }
      liveCursor
    }
  }
`)

const filterChoices = graphql(`
  query FilterChoices($language: String!) {
    topics {
      slug
      code
      label(language: $language)
      parent {
        slug
      }
    }
    sources {
      slug
      name
    }
  }
`)

const actorName = graphql(`
  query ActorName($slug: String!) {
    entity(slug: $slug) {
      name
    }
  }
`)

const findActors = graphql(`
  query FindActors($search: String!) {
    entities(search: $search, first: 8) {
      edges {
        node {
          slug
          name
          kind
          description
        }
      }
    }
  }
`)

const pageSize = 20
/** Each name is a question of its own; the actors of a filter beyond so many go by their slugs. */
const namedActors = 20

export type Articles = FeedPageQuery['articles']
export type TopicChoice = FilterChoicesQuery['topics'][number]
export type FoundActor = FindActorsQuery['entities']['edges'][number]['node']

export interface Feed {
  kind: 'feed'
  address: FeedAddress
  names: FilterNames
  topics: readonly TopicChoice[]
  found: readonly FoundActor[]
  articles: Articles | ApiRefusal
}

export type FeedResult =
  | Feed
  | { kind: 'unavailable' }
  /** The address itself cannot be read. */
  | { kind: 'unreadable'; reason: string }

/** All that a feed page shows; once for one address, however many components ask. */
export const loadFeed = cache(async (query: string): Promise<FeedResult> => {
  try {
    const address = readFeedAddress(query)
    const language = await readerLanguage()
    const [articles, choices, names, found] = await Promise.all([
      articlesAt(address, language),
      loadChoices(language),
      loadNames(address.filter),
      address.find ? ask(findActors, { search: address.find }) : null,
    ])
    return {
      kind: 'feed',
      address,
      names,
      topics: choices.topics,
      found: found?.entities.edges.map(({ node }) => node) ?? [],
      articles,
    }
  } catch (error) {
    if (error instanceof ApiUnavailable) return { kind: 'unavailable' }
    if (error instanceof FilterUrlError) return { kind: 'unreadable', reason: error.message }
    throw error
  }
})

async function articlesAt(
  address: FeedAddress,
  language: Language,
): Promise<Articles | ApiRefusal> {
  const { filter, cursor, cursorBefore } = address
  const page = cursorBefore
    ? { last: pageSize, before: cursorBefore }
    : { first: pageSize, after: cursor }
  try {
    return (await ask(feedPage, { filter, ...page, language })).articles
  } catch (error) {
    if (error instanceof ApiRefusal) return error
    throw error
  }
}

const loadChoices = cache((language: Language) => ask(filterChoices, { language }))

/**
 * The names of what a filter holds, in the language of the reader.
 * @throws what `ask` throws
 */
export async function loadNames(filter: ArticleFilter): Promise<FilterNames> {
  const [choices, actors] = await Promise.all([
    loadChoices(await readerLanguage()),
    actorNames(filter),
  ])
  return {
    actors,
    topics: new Map(
      choices.topics.flatMap(({ slug, code, label }) => [
        [slug, label],
        [code, label],
      ]),
    ),
    sources: new Map(choices.sources.map(({ slug, name }) => [slug, name])),
  }
}

async function actorNames(filter: ArticleFilter): Promise<Map<string, string>> {
  const { all, any, none } = filter.actors ?? {}
  const slugs = [...new Set([...(all ?? []), ...(any ?? []), ...(none ?? [])])]
  const asked = slugs.slice(0, namedActors)
  const answers = await Promise.all(asked.map((slug) => ask(actorName, { slug })))
  return new Map(slugs.map((slug, index) => [slug, answers[index]?.entity?.name ?? slug]))
}
