/**
 * graphql-ws as its manual shows it: an iterator and an execution for each subscriber. Its articles are in
 * memory, ready to be told of, where Courant reads its own from the database.
 */
import { EventEmitter, on } from 'node:events'
import { createServer } from 'node:http'

import { buildSchema } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'

import { listen } from '../peers/serve.ts'
import { now } from './clock.ts'

const schema = buildSchema(`
  input Set { any: [String!] }
  input ArticleFilter { actors: Set }
  type Query { ok: Boolean }
  type Subscription { articleAdded(filter: ArticleFilter): ArticleAdded! }
  type ArticleAdded { cursor: String! article: Article! }
  type Article {
    id: ID! headline: String! lead: String! byline: String url: String! image: String
    language: String! publishedAt: String! source: Source! takeaways: [Takeaway!]!
    actors: [Mention!]! topics: [Classification!]!
  }
  type Source { slug: String! name: String! }
  type Takeaway { text: String! }
  type Mention { about: Boolean! entity: Entity! }
  type Entity { slug: String! name: String! kind: String! }
  type Classification { score: Float! topic: Topic! }
  type Topic { slug: String! label: String! }
`)

interface Added {
  cursor: string
  article: { actors: { entity: { slug: string } }[] }
}

const bus = new EventEmitter()
bus.setMaxListeners(0)
schema.getSubscriptionType()!.getFields().articleAdded!.subscribe = async function* (
  _,
  { filter }: { filter?: { actors?: { any?: string[] } } },
) {
  const wanted = new Set(filter?.actors?.any)
  for await (const [added] of on(bus, 'added') as AsyncIterable<[Added]>) {
    const { actors } = added.article
    if (actors.some(({ entity }) => wanted.has(entity.slug))) yield { articleAdded: added }
  }
}

process.on('message', (message: { send?: string }) => {
  if (message.send === undefined) return
  const { payload } = JSON.parse(message.send) as { payload: { data: { articleAdded: Added } } }
  const begun = now()
  bus.emit('added', payload.data.articleAdded)
  process.send?.({ begun })
})
const server = createServer()
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }))
await listen(server)
