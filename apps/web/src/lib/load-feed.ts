import { FilterUrlError } from '@courant/filter'
import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import type { FeedPageQuery, FeedFacetsQuery } from '../generated/graphql.ts'
import { readFeedAddress } from './feed-address.ts'
import type { FeedAddress } from './feed-address.ts'
import type { FilterNames } from './filter-names.ts'
import { ApiRefusal, ApiUnavailable, ask } from './graphql.ts'
import type { Language } from './languages.ts'
import { loadNames } from './load-names.ts'
import { suggest } from './suggest.ts'
import type { Found } from './suggest.ts'
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
          story {
            id
          }
          ...ArticleCard_article
          ...StoryMates_article
        }
      }
      pageInfo {
        ...Paging_pageInfo
      }
      liveCursor
    }
  }
`)

const feedFacets = graphql(`
  query FeedFacets($filter: ArticleFilter, $language: String!) {
    facets(filter: $filter) {
      ...FilterFacets_facets
    }
  }
`)

const pageSize = 20

export type Articles = FeedPageQuery['articles']
export type Facets = FeedFacetsQuery['facets']

export interface Feed {
  kind: 'feed'
  address: FeedAddress
  names: FilterNames
  /** Null where the filter cannot be answered. */
  facets: Facets | null
  found: Found
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
    const [articles, facets, names, found] = await Promise.all([
      unlessRefused(articlesAt(address, language)),
      unlessRefused(ask(feedFacets, { filter: address.filter, language })),
      loadNames(address.filter, language),
      address.find ? ask(suggest, { search: address.find, language }) : null,
    ])
    return {
      kind: 'feed',
      address,
      names,
      facets: facets instanceof ApiRefusal ? null : facets.facets,
      found: { actors: found?.entities.nodes ?? [], topics: found?.topicConnection.nodes ?? [] },
      articles,
    }
  } catch (error) {
    if (error instanceof ApiUnavailable) return { kind: 'unavailable' }
    if (error instanceof FilterUrlError) return { kind: 'unreadable', reason: error.message }
    throw error
  }
})

async function articlesAt(address: FeedAddress, language: Language): Promise<Articles> {
  const { filter, cursor, cursorBefore } = address
  const page = cursorBefore
    ? { last: pageSize, before: cursorBefore }
    : { first: pageSize, after: cursor }
  return (await ask(feedPage, { filter, ...page, language })).articles
}

async function unlessRefused<Answer>(answer: Promise<Answer>): Promise<Answer | ApiRefusal> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ApiRefusal) return error
    throw error
  }
}
