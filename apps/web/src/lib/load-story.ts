import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import { ApiRefusal, ask } from './graphql.ts'
import { readPage } from './read-page.ts'
import { readerLanguage } from './words.ts'

const storyPage = graphql(`
  query StoryPage($id: ID!, $filter: ArticleFilter!, $after: String, $language: String!) {
    story(id: $id) {
      id
      headline
      articleCount
      leadArticle {
        id
        language
        lead
      }
      sources {
        articleCount
        source {
          slug
          name
        }
      }
      ...StoryHeading_story
      ...StoryTakeaways_story
      articles(first: 30, after: $after) {
        ...StoryCourse_articles
      }
    }
    facets(filter: $filter) {
      actors(first: 10) {
        articleCount
        entity {
          slug
          name
          description
        }
      }
      ...TopicBars_facets
    }
  }
`)

/** All that the page of a story shows, once for one address; null where there is no such story. */
export const loadStory = cache(async (id: string, after: string | null) => {
  try {
    const data = await readPage(
      ask(storyPage, {
        id,
        filter: { stories: { any: [id] } },
        after,
        language: await readerLanguage(),
      }),
    )
    if (data === 'unavailable') return data
    return data?.story ? { ...data, story: data.story } : null
  } catch (error) {
    if (error instanceof ApiRefusal && error.code === 'BAD_CURSOR') return 'gone' as const
    throw error
  }
})
