import { makeExecutableSchema } from '@graphql-tools/schema'
import type { GraphQLSchema } from 'graphql'

import { closeReading } from './auth/close-reading.ts'
import { contract } from './generated/contract.ts'
import type { Resolvers } from './generated/resolvers.ts'
import { resolvers as account } from './modules/account/account.resolvers.ts'
import { resolvers as apiKey } from './modules/account/api-key.resolvers.ts'
import { resolvers as article } from './modules/article/article.resolvers.ts'
import { resolvers as articleMutations } from './modules/article/article-mutations.resolvers.ts'
import { resolvers as entity } from './modules/entity/entity.resolvers.ts'
import { resolvers as entityMutations } from './modules/entity/entity-mutations.resolvers.ts'
import { resolvers as filter } from './modules/filter/filter.resolvers.ts'
import { resolvers as ingest } from './modules/ingest/ingest.resolvers.ts'
import { resolvers as live } from './modules/live/live.resolvers.ts'
import { resolvers as mention } from './modules/mention/mention.resolvers.ts'
import { resolvers as node } from './modules/node/node.resolvers.ts'
import { resolvers as overview } from './modules/overview/overview.resolvers.ts'
import { resolvers as revision } from './modules/revision/revision.resolvers.ts'
import { resolvers as reader } from './modules/reader/reader.resolvers.ts'
import { resolvers as savedFeed } from './modules/reader/saved-feed.resolvers.ts'
import { resolvers as scalar } from './modules/scalar/scalar.resolvers.ts'
import { resolvers as search } from './modules/search/search.resolvers.ts'
import { resolvers as source } from './modules/source/source.resolvers.ts'
import { resolvers as sourceMutations } from './modules/source/source-mutations.resolvers.ts'
import { resolvers as subscriptionLists } from './modules/source/subscription-lists.resolvers.ts'
import { resolvers as story } from './modules/story/story.resolvers.ts'
import { resolvers as takeaway } from './modules/takeaway/takeaway.resolvers.ts'
import { resolvers as takeawayMutations } from './modules/takeaway/takeaway-mutations.resolvers.ts'
import { resolvers as topic } from './modules/topic/topic.resolvers.ts'
import { resolvers as trend } from './modules/trend/trend.resolvers.ts'
import { resolvers as webhook } from './modules/webhook/webhook.resolvers.ts'
import { resolvers as webhookMutations } from './modules/webhook/webhook-mutations.resolvers.ts'

const resolvers: Resolvers[] = [
  account,
  apiKey,
  article,
  articleMutations,
  entity,
  entityMutations,
  filter,
  ingest,
  live,
  mention,
  node,
  overview,
  revision,
  reader,
  savedFeed,
  scalar,
  search,
  source,
  sourceMutations,
  subscriptionLists,
  story,
  takeaway,
  takeawayMutations,
  topic,
  trend,
  webhook,
  webhookMutations,
]

/** The contract with what stands behind it. */
export function createSchema(): GraphQLSchema {
  return closeReading(makeExecutableSchema({ typeDefs: contract, resolvers }))
}
