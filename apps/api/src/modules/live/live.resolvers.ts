import { asksForStories } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { type Delivered, follow } from '../../live/follow.ts'

export const resolvers: Resolvers = {
  Subscription: {
    articleAdded: {
      subscribe: (_, request, context) =>
        follow(asksForStories(request.filter) ? 'PLACED' : 'ADDED', context, request),
      resolve: (added: Delivered<'ADDED' | 'PLACED'>) => added,
    },
    articleRevised: {
      subscribe: (_, request, context) => follow('REVISED', context, request),
      resolve: (revised: Delivered<'REVISED'>) => revised,
    },
    storyUpdated: {
      subscribe: (_, request, context) => follow('GROUPED', context, request),
      resolve: (updated: Delivered<'GROUPED'>) => updated,
    },
  },
}
