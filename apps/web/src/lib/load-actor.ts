import { cache } from 'react'

import { graphql } from '../generated/index.ts'
import { readCoverageSpan, spanStart, windowOf } from './coverage-span.ts'
import { ask } from './graphql.ts'
import { readPage } from './read-page.ts'
import { readerLanguage } from './words.ts'

const actorPage = graphql(`
  query ActorPage(
    $slug: String!
    $all: ArticleFilter!
    $shown: ArticleFilter!
    $interval: TimelineInterval!
    $since: DateTime
    $window: TimeWindow!
    $language: String!
  ) {
    entity(slug: $slug) {
      slug
      name
      description
      ...ActorHeading_entity
      ...ActorJsonLd_entity
      timeline(interval: $interval, publishedAfter: $since) {
        ...CoveragePlot_timeline
      }
      coActors(window: $window, first: 8) {
        articleCount
        entity {
          slug
          name
          description
        }
      }
    }
    facets(filter: $shown) {
      ...TopicBars_facets
      ...SourceBars_facets
      actors(first: 9) {
        articleCount
        entity {
          slug
          name
          description
        }
      }
    }
    articles(filter: $all, first: 10) {
      ...LatestArticles_articles
    }
  }
`)

/** All that the page of an actor shows, once for one address; null where there is no such actor. */
export const loadActor = cache(async (slug: string, query: string) => {
  const shown = readCoverageSpan(new URLSearchParams(query))
  const since = spanStart(shown, new Date())
  const window = windowOf(shown.span)
  const filter = { actors: { all: [slug] } }
  const data = await readPage(
    ask(actorPage, {
      slug,
      all: filter,
      shown: { ...filter, publishedAfter: since },
      interval: shown.interval,
      since,
      window,
      language: await readerLanguage(),
    }),
  )
  if (data === 'unavailable') return data
  return data?.entity ? { ...data, entity: data.entity, shown, window } : null
})
