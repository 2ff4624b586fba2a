import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import { ask } from './graphql.ts'
import { unlessUnavailable } from './unless-unavailable.ts'

const sourcePage = graphql(`
  query SourcePage($id: ID!) {
    source(id: $id) {
      id
      slug
      name
      folder
      feedUrl
      fullText
      health {
        state
      }
      ...SourceFacts_source
    }
  }
`)

/** A source by id or slug, once for one page; null where there is none, or the API cannot tell. */
export const loadSource = cache(async (id: string) => {
  const data = await unlessUnavailable(ask(sourcePage, { id }))
  return data ? (data.source ?? null) : 'unavailable'
})
