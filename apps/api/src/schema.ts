import { makeExecutableSchema } from '@graphql-tools/schema'
import type { GraphQLSchema } from 'graphql'

import { contract } from './generated/contract.ts'
import type { Resolvers } from './generated/resolvers.ts'
import { resolvers as article } from './modules/article/article.resolvers.ts'
import { resolvers as entity } from './modules/entity/entity.resolvers.ts'
import { resolvers as filter } from './modules/filter/filter.resolvers.ts'
import { resolvers as ingest } from './modules/ingest/ingest.resolvers.ts'
import { resolvers as live } from './modules/live/live.resolvers.ts'
import { resolvers as mention } from './modules/mention/mention.resolvers.ts'
import { resolvers as node } from './modules/node/node.resolvers.ts'
import { resolvers as overview } from './modules/overview/overview.resolvers.ts'
import { resolvers as revision } from './modules/revision/revision.resolvers.ts'
import { resolvers as scalar } from './modules/scalar/scalar.resolvers.ts'
import { resolvers as search } from './modules/search/search.resolvers.ts'
import { resolvers as source } from './modules/source/source.resolvers.ts'
import { resolvers as sourceMutations } from './modules/source/source-mutations.resolvers.ts'
import { resolvers as subscriptionLists } from './modules/source/subscription-lists.resolvers.ts'
import { resolvers as story } from './modules/story/story.resolvers.ts'
import { resolvers as takeaway } from './modules/takeaway/takeaway.resolvers.ts'
import { resolvers as topic } from './modules/topic/topic.resolvers.ts'
import { resolvers as trend } from './modules/trend/trend.resolvers.ts'

const resolvers: Resolvers[] = [
  article,
  entity,
  filter,
  ingest,
  live,
  mention,
  node,
  overview,
  revision,
  scalar,
  search,
  source,
  sourceMutations,
  subscriptionLists,
  story,
  takeaway,
  topic,
  trend,
]

/** The contract with what stands behind it. */
export function createSchema(): GraphQLSchema {
  return makeExecutableSchema({ typeDefs: contract, resolvers })
}
