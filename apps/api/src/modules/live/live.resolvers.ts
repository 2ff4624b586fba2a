import type { Resolvers } from '../../generated/resolvers.ts'
import { type AddedArticle, articleAdded } from '../../live/article-added.ts'

export const resolvers: Resolvers = {
  Subscription: {
    articleAdded: {
      subscribe: (_, request, context) => articleAdded(context, request),
      resolve: (added: AddedArticle) => added,
    },
  },
}
