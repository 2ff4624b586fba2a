import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import { readCoverageSpan, spanStart } from './coverage-span.ts'
import { ask } from './graphql.ts'
import { readPage } from './read-page.ts'
import { readerLanguage } from './words.ts'

const topicPage = graphql(`
  query TopicPage(
    $slug: String!
    $all: ArticleFilter!
    $shown: ArticleFilter!
    $interval: TimelineInterval!
    $since: DateTime
    $language: String!
  ) {
    topic(slug: $slug) {
      id
      slug
      label(language: $language)
      ...TopicFamily_topic
      timeline(interval: $interval, publishedAfter: $since) {
        ...CoveragePlot_timeline
      }
    }
    facets(filter: $shown) {
      articleCount
      exact
      actors(first: 10) {
        articleCount
        entity {
          slug
          name
          description
        }
      }
      ...SourceBars_facets
    }
    articles(filter: $all, first: 10) {
      ...LatestArticles_articles
    }
  }
`)

/** All that the page of a topic shows, once for one address; null where there is no such topic. */
export const loadTopic = cache(async (slug: string, query: string) => {
  const shown = readCoverageSpan(new URLSearchParams(query))
  const since = spanStart(shown, new Date())
  const filter = { topics: { all: [slug] } }
  const data = await readPage(
    ask(topicPage, {
      slug,
      all: filter,
      shown: { ...filter, publishedAfter: since },
      interval: shown.interval,
      since,
      language: await readerLanguage(),
    }),
  )
  if (data === 'unavailable') return data
  return data?.topic ? { ...data, topic: data.topic, shown } : null
})
