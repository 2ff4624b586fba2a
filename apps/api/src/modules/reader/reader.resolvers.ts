import {
  addInterest,
  articlePage,
  articleStates,
  filterOf,
  findSavedFeed,
  forgetSaved,
  interestsOf,
  markRead,
  ownFilter,
  removeInterest,
  savedArticlePage,
  savedFeedsOf,
  saveForLater,
  type Subject,
} from '@courant/feed'

import { requireRole } from '../../auth/access.ts'
import type { Context } from '../../context.ts'
import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totalCount } from '../connection.ts'
import { exactlyOne } from '../exactly-one.ts'
import { answer } from '../mutation/answer.ts'

export const resolvers: Resolvers = {
  Viewer: {
    reader: (viewer) => (viewer.kind === 'account' ? viewer : null),
  },
  Reader: {
    savedFeeds: ({ accountId }, _, { db }) => savedFeedsOf(db, accountId),
    savedFeed: ({ accountId }, { id }, { db }) => findSavedFeed(db, accountId, id),
    follows: async ({ accountId }, _, { db }) =>
      (await interestsOf(db, accountId, 'FOLLOW')).map(nodeOf),
    mutes: async ({ accountId }, _, { db }) =>
      (await interestsOf(db, accountId, 'MUTE')).map(nodeOf),
    feed: async ({ accountId }, request, { db }) =>
      articlePage(db, { ...request, filter: await ownFilter(db, accountId) }),
    savedArticles: ({ accountId }, request, { db }) => savedArticlePage(db, accountId, request),
    articleStates: ({ accountId }, { ids }, { db }) => articleStates(db, accountId, ids),
  },
  SavedFeed: {
    articles: (savedFeed, request, { db }) =>
      articlePage(db, { ...request, filter: filterOf(savedFeed) }),
  },
  ArticleState: {
    mutedBy: async ({ mutedActors, mutedTopics }, _, { loaders }) => {
      const [actors, topics] = await Promise.all([
        Promise.all(mutedActors.map((id) => loaders.entity.load(id))),
        Promise.all(mutedTopics.map((id) => loaders.topic.load(id))),
      ])
      return [
        ...actors.map((row) => nodeOf({ type: 'Entity', row })),
        ...topics.map((row) => nodeOf({ type: 'Topic', row })),
      ]
    },
  },
  SavedArticleConnection: { nodes, totalCount },
  Subject: {
    __resolveType: ({ __typename }) => __typename,
  },
  Mutation: {
    follow: (_, { input }, context) => changeInterest(addInterest, 'FOLLOW', input, context),
    unfollow: (_, { input }, context) => changeInterest(removeInterest, 'FOLLOW', input, context),
    mute: (_, { input }, context) => changeInterest(addInterest, 'MUTE', input, context),
    unmute: (_, { input }, context) => changeInterest(removeInterest, 'MUTE', input, context),
    markRead: (_, { input }, context) => {
      const { accountId } = requireRole(context, 'READER')
      return answer({ states: [] }, fields, async () => ({
        states: await markRead(context.db, accountId, input.articles, input.read ?? true),
      }))
    },
    save: (_, { input }, context) => keep(saveForLater, input, context),
    unsave: (_, { input }, context) => keep(forgetSaved, input, context),
  },
}

const fields = { root: 'input' }

/** As GraphQL tells the members of the union apart. */
const nodeOf = (subject: Subject) => ({ ...subject.row, __typename: subject.type })

async function changeInterest(
  change: typeof addInterest,
  kind: 'FOLLOW' | 'MUTE',
  input: { actor?: string | null; topic?: string | null },
  context: Context,
) {
  const { accountId } = requireRole(context, 'READER')
  return answer({ subject: null }, fields, async () => {
    const name = exactlyOne(input, ['actor', 'topic'])
    return { subject: nodeOf(await change(context.db, accountId, name, kind)) }
  })
}

async function keep(
  change: typeof saveForLater,
  { article }: { article: string },
  context: Context,
) {
  const { accountId } = requireRole(context, 'READER')
  return answer({ state: null }, fields, async () => ({
    state: await change(context.db, accountId, article),
  }))
}
