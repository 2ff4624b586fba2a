import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

export interface Subscriber {
  /** Headlines in the order they came, with when they came. */
  heard: { headline: string; at: number }[]
  /** Done once so many have come. */
  until(count: number): Promise<void>
  close(): Promise<void>
}

/** Follows every article from a cursor on. */
export function subscribe(graphql: string, after: string): Subscriber {
  const heard: Subscriber['heard'] = []
  const waiting: { count: number; done: () => void }[] = []
  const client = createClient({ url: graphql.replace('http', 'ws'), webSocketImpl: WebSocket })
  const stream = client.iterate<{ articleAdded: { article: { headline: string } } }>({
    query: `subscription ($after: String) {
      articleAdded(after: $after) { cursor article { headline } }
    }`,
    variables: { after },
  })
  const reading = (async () => {
    for await (const { data } of stream) {
      heard.push({ headline: data!.articleAdded.article.headline, at: performance.now() })
      for (const { count, done } of waiting) if (heard.length >= count) done()
    }
  })()
  return {
    heard,
    until: (count) =>
      new Promise((done) => {
        if (heard.length >= count) done()
        else waiting.push({ count, done })
      }),
    async close() {
      await stream.return?.()
      await client.dispose()
      await reading
    },
  }
}

export async function cursorOf(graphql: string): Promise<string> {
  const response = await fetch(graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ articles(first: 1) { liveCursor } }' }),
  })
  const { data } = (await response.json()) as { data: { articles: { liveCursor: string } } }
  return data.articles.liveCursor
}
