import { cache } from 'react'
import { utcDay } from 'd3-time'

import { graphql } from '../generated/index.ts'
import { ask } from './graphql.ts'
import { unlessUnavailable } from './unless-unavailable.ts'
import { readerLanguage } from './words.ts'

const trendingPage = graphql(`
  query TrendingPage($window: TimeWindow!, $since: DateTime!, $language: String!) {
    actors: trending(kind: ACTOR, window: $window, first: 12) {
      ...TrendItem_trend
    }
    topics: trending(kind: TOPIC, window: $window, first: 12) {
      ...TrendItem_trend
    }
    all: timeline(interval: DAY, filter: { publishedAfter: $since }) {
      buckets {
        articleCount
      }
    }
  }
`)

/** The windows that the page offers, with how many days each is held against. */
export const trendWindows = { DAY: 28, WEEK: 56 } as const
export type TrendWindow = keyof typeof trendWindows

/** From the address of the page. */
export function readTrendWindow(query: string): TrendWindow {
  return new URLSearchParams(query).get('window') === 'week' ? 'WEEK' : 'DAY'
}

/** The address of the page. */
export function trendingHref(window: TrendWindow): string {
  return window === 'WEEK' ? '/trending?window=week' : '/trending'
}

/** What is on the rise, and on how many of the days that it is held against there were articles at all. */
export const loadTrending = cache(async (window: TrendWindow) => {
  const days = trendWindows[window]
  const since = utcDay.offset(utcDay.floor(new Date()), -days)
  const data = await unlessUnavailable(
    ask(trendingPage, { window, since, language: await readerLanguage() }),
  )
  if (!data) return null
  const { actors, topics, all } = data
  const daysWithArticles = all.buckets
    .slice(0, days)
    .filter(({ articleCount }) => articleCount > 0).length
  return { actors, topics, days, daysWithArticles }
})
