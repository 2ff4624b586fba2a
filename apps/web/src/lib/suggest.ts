import { graphql } from '../generated/index.ts'
import type { SuggestQuery } from '../generated/graphql.ts'

/** Actors and topics for what somebody has typed so far; asked for by the browser as well, by GET. */
export const suggest = graphql(`
  query Suggest($search: String!, $language: String!) {
    entities(search: $search, first: 6) {
      nodes {
        slug
        name
        kind
        description
      }
    }
    topicConnection(search: $search, first: 4) {
      nodes {
        slug
        label(language: $language)
      }
    }
  }
`)

export type FoundActor = SuggestQuery['entities']['nodes'][number]
export type FoundTopic = SuggestQuery['topicConnection']['nodes'][number]

/** What was found by a name. */
export interface Found {
  actors: readonly FoundActor[]
  topics: readonly FoundTopic[]
}
