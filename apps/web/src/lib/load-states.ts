import { graphql } from '../generated/index.ts'
import type { ArticleStatesQuery } from '../generated/graphql.ts'
import { ask } from './graphql.ts'
import { unlessUnavailable } from './unless-unavailable.ts'
import { currentReader } from './viewer.ts'
import { readerLanguage } from './words.ts'

const articleStates = graphql(`
  query ArticleStates($ids: [ID!]!, $language: String!) {
    viewer {
      reader {
        articleStates(ids: $ids) {
          articleId
          read
          saved
          mutedBy {
            ... on Entity {
              id
              slug
              name
            }
            ... on Topic {
              id
              slug
              label(language: $language)
            }
          }
        }
      }
    }
  }
`)

type Reader = NonNullable<NonNullable<ArticleStatesQuery['viewer']>['reader']>
/** Whether the reader of a page has read an article, keeps it, and mutes anything about it. */
export type ArticleState = Reader['articleStates'][number]
export type ArticleStates = ReadonlyMap<string, ArticleState>

/**
 * How the reader of a page stands to its articles, by their ids: asked once for all of them, and not at all for
 * whoever is not signed in; empty then, and where the API does not answer.
 */
export async function loadStates(ids: readonly string[]): Promise<ArticleStates> {
  if (ids.length === 0 || !(await currentReader())) return new Map()
  const language = await readerLanguage()
  const data = await unlessUnavailable(ask(articleStates, { ids, language }))
  const states = data?.viewer?.reader?.articleStates ?? []
  return new Map(states.map((state) => [state.articleId, state]))
}
