import fastify from 'fastify'
import mercurius from 'mercurius'

import { type Arguments, askedBy, typeDefs } from './contract.ts'
import { port, ready } from './serve.ts'
import {
  actorsOf,
  type ArticleRow,
  articlesOf,
  articleTopicsOf,
  entitiesOf,
  sourcesOf,
  takeawaysOf,
  topicsOf,
} from './sql.ts'

interface Queries<Row> {
  obj: Row
}
const idsOf = (queries: readonly Queries<ArticleRow>[]) => queries.map(({ obj }) => obj.id)

const app = fastify()
await app.register(mercurius.default ?? mercurius, {
  schema: typeDefs,
  // Compiled after the first execution.
  jit: 1,
  resolvers: {
    Query: { articles: (_: unknown, asked: Arguments) => articlesOf(askedBy(asked)) },
    Article: { publishedAt: (row: ArticleRow) => row.published_at.toISOString() },
  },
  loaders: {
    Article: {
      source: {
        loader: (queries: Queries<ArticleRow>[]) =>
          sourcesOf(queries.map(({ obj }) => obj.source_id)),
        opts: { cache: false },
      },
      takeaways: {
        loader: (queries: Queries<ArticleRow>[]) => takeawaysOf(idsOf(queries)),
        opts: { cache: false },
      },
      actors: {
        loader: (queries: Queries<ArticleRow>[]) => actorsOf(idsOf(queries)),
        opts: { cache: false },
      },
      topics: {
        loader: (queries: Queries<ArticleRow>[]) => articleTopicsOf(idsOf(queries)),
        opts: { cache: false },
      },
    },
    Mention: {
      entity: {
        loader: (queries: Queries<{ entity_id: string }>[]) =>
          entitiesOf(queries.map(({ obj }) => obj.entity_id)),
        opts: { cache: false },
      },
    },
    ArticleTopic: {
      topic: {
        loader: (queries: Queries<{ topic_id: string }>[]) =>
          topicsOf(queries.map(({ obj }) => obj.topic_id)),
        opts: { cache: false },
      },
    },
  },
})
await app.listen({ port, host: '127.0.0.1' })
ready()
