import type { ArticleFilter } from '@courant/filter'

import { feedsOf } from '../lib/feed-address.ts'

/** Leads feed readers to the same articles; React moves links into the head of the page. */
export function FeedLinks({ filter }: { filter: ArticleFilter }) {
  return Object.entries(feedsOf(filter)).map(([type, href]) => (
    <link key={type} rel="alternate" type={type} href={href} />
  ))
}
