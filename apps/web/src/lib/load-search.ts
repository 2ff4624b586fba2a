import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import { ApiRefusal, ApiUnavailable, ask } from './graphql.ts'
import { readSearchAddress } from './search-address.ts'
import { readerLanguage } from './words.ts'

const searchPage = graphql(`
  query SearchPage(
    $text: String!
    $first: Int
    $after: String
    $last: Int
    $before: String
    $language: String!
  ) {
    search(text: $text) {
      actors(first: 4) {
        ...FoundActors_actors
      }
      articles(first: $first, after: $after, last: $last, before: $before) {
        totalCount
        totalCountIsExact
        edges {
          cursor
          ...FoundArticle_edge
        }
        pageInfo {
          ...SearchPaging_pageInfo
        }
      }
    }
    topicConnection(search: $text, first: 6) {
      nodes {
        slug
        label(language: $language)
      }
    }
  }
`)

const pageSize = 20

/** What was found, once for one address; null where nothing is looked for, a refusal where it cannot be. */
export const loadSearch = cache(async (query: string) => {
  const { text, after, before } = readSearchAddress(query)
  if (text === '') return null
  const page = before ? { last: pageSize, before } : { first: pageSize, after }
  try {
    return await ask(searchPage, { text, ...page, language: await readerLanguage() })
  } catch (error) {
    if (error instanceof ApiUnavailable) return 'unavailable' as const
    if (error instanceof ApiRefusal) return error
    throw error
  }
})
