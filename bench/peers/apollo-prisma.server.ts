import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { createDb, type Prisma } from '@courant/prisma'

import { type Arguments, askedBy, typeDefs } from './contract.ts'
import { databaseUrl, poolSize, port, ready } from './serve.ts'

const db = createDb(databaseUrl, { poolSize })

function whereOf({
  actorsAll,
  actorsAny,
  topicsAll,
  topicsNone,
  after,
}: ReturnType<typeof askedBy>) {
  const all: Prisma.ArticleWhereInput[] = [
    ...(actorsAll ?? []).map((slug) => ({ mentions: { some: { entity: { slug } } } })),
    ...(topicsAll ?? []).map((slug) => ({ topics: { some: { topic: { slug } } } })),
    ...(actorsAny ? [{ mentions: { some: { entity: { slug: { in: actorsAny } } } } }] : []),
    ...(topicsNone ? [{ topics: { none: { topic: { slug: { in: topicsNone } } } } }] : []),
    ...(after ? [{ feedKey: { lt: BigInt(after.feedKey) } }] : []),
  ]
  return { AND: all }
}

const server = new ApolloServer({
  typeDefs,
  resolvers: {
    Query: {
      articles: (_: unknown, asked: Arguments) =>
        db.article.findMany({
          where: whereOf(askedBy(asked)),
          orderBy: { feedKey: 'desc' },
          take: 20,
          include: {
            source: true,
            takeaways: { orderBy: { position: 'asc' } },
            mentions: { orderBy: { salience: 'desc' }, include: { entity: true } },
            topics: {
              where: { direct: true },
              orderBy: { score: 'desc' },
              include: { topic: true },
            },
          },
        }),
    },
    Article: {
      publishedAt: ({ publishedAt }: { publishedAt: Date }) => publishedAt.toISOString(),
      actors: ({ mentions }: { mentions: unknown[] }) => mentions,
    },
  },
})
await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } })
ready()
