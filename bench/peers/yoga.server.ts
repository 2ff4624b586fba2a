import { createServer } from 'node:http'

import DataLoader from 'dataloader'
import { createSchema, createYoga } from 'graphql-yoga'

import { type Arguments, askedBy, typeDefs } from './contract.ts'
import { listen } from './serve.ts'
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

function createLoaders() {
  return {
    source: new DataLoader(sourcesOf),
    takeaways: new DataLoader(takeawaysOf),
    actors: new DataLoader(actorsOf),
    topics: new DataLoader(articleTopicsOf),
    entity: new DataLoader(entitiesOf),
    topic: new DataLoader(topicsOf),
  }
}
interface Context {
  loaders: ReturnType<typeof createLoaders>
}

const yoga = createYoga({
  schema: createSchema<Context>({
    typeDefs,
    resolvers: {
      Query: { articles: (_: unknown, asked: Arguments) => articlesOf(askedBy(asked)) },
      Article: {
        publishedAt: (row: ArticleRow) => row.published_at.toISOString(),
        source: (row: ArticleRow, _: unknown, { loaders }: Context) =>
          loaders.source.load(row.source_id),
        takeaways: (row: ArticleRow, _: unknown, { loaders }: Context) =>
          loaders.takeaways.load(row.id),
        actors: (row: ArticleRow, _: unknown, { loaders }: Context) => loaders.actors.load(row.id),
        topics: (row: ArticleRow, _: unknown, { loaders }: Context) => loaders.topics.load(row.id),
      },
      Mention: {
        entity: (row: { entity_id: string }, _: unknown, { loaders }: Context) =>
          loaders.entity.load(row.entity_id),
      },
      ArticleTopic: {
        topic: (row: { topic_id: string }, _: unknown, { loaders }: Context) =>
          loaders.topic.load(row.topic_id),
      },
    },
  }),
  context: () => ({ loaders: createLoaders() }),
  graphiql: false,
  logging: false,
})
await listen(createServer(yoga))
