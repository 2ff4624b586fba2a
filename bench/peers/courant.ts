import { join } from 'node:path'

import type { ArticleFilter } from '@courant/feed'

import { articleFields, type PeerArticle } from '../feed/answer.ts'
import type { Asked, Shape } from '../feed/shapes.ts'
import type { Peer } from './peer.ts'

const page = `query Page($filter: ArticleFilter, $after: String) {
  articles(first: 20, filter: $filter, after: $after) {
    nodes { ${articleFields} }
    pageInfo { hasNextPage endCursor } liveCursor
  }
}`
const facets = `query Facets($filter: ArticleFilter) {
  facets(filter: $filter) {
    articleCount exact
    actors(first: 10) { articleCount entity { slug name } }
    topics(first: 14) { articleCount topic { slug label } }
    sources(first: 8) { articleCount source { slug name } }
    languages(first: 5) { articleCount language }
  }
}`
const timeline = `query Timeline($filter: ArticleFilter) {
  timeline(filter: $filter, interval: DAY) { exact buckets { start articleCount } }
}`
const documents = { page, facets, timeline }

function filterOf({ actorsAll, actorsAny, topicsAll, topicsNone, text }: Asked): ArticleFilter {
  const set = (members: Record<string, string[] | undefined>) =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value))
  return {
    ...((actorsAll || actorsAny) && { actors: set({ all: actorsAll, any: actorsAny }) }),
    ...((topicsAll || topicsNone) && { topics: set({ all: topicsAll, none: topicsNone }) }),
    ...(text !== undefined && { text }),
  }
}

interface Answer {
  data: { articles: { nodes: PeerArticle[]; pageInfo: { endCursor: string } } }
}

/** A cursor is opaque: a deep page is reached by paging. */
async function cursorBehind(url: string, skipped: number): Promise<string> {
  let after: string | null = null
  for (let left = skipped; left > 0; left -= 100) {
    const query = page.replace('first: 20', `first: ${Math.min(left, 100)}`)
    const response: Response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { filter: {}, after } }),
    })
    after = ((await response.json()) as Answer).data.articles.pageInfo.endCursor
  }
  return after!
}

/** What a client may spend is no matter of what a server can do. */
export const withoutLimits = { COST_LIMIT: '1000000000', COST_REFILL: '1000000000' }

/** The built API as it is started, but for its limits. */
export function courant(name: string, settings: Record<string, string>): Peer {
  return {
    name,
    file: join(import.meta.dirname, '../../apps/api/dist/index.js'),
    env: (port) => ({
      API_PORT: String(port),
      API_HOST: '127.0.0.1',
      ...withoutLimits,
      LOG_LEVEL: 'error',
      ...settings,
    }),
    path: '/graphql',
    async bodyOf({ kind, asked }: Shape, url) {
      const after = asked.after && (await cursorBehind(url, asked.after.skipped))
      return {
        query: documents[kind],
        variables: { filter: filterOf(asked), ...(after && { after }) },
      }
    },
    articlesIn: (answer) => (answer as Answer).data.articles.nodes,
  }
}
