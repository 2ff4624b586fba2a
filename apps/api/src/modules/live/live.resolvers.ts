import { asksForStories } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { follow } from '../../live/follow.ts'
import type { EventOf } from '../../live/live-event.ts'

export const resolvers: Resolvers = {
  Subscription: {
    articleAdded: {
      subscribe: (_, request, context) =>
        follow(asksForStories(request.filter) ? 'PLACED' : 'ADDED', context, request),
      resolve: (added: EventOf['ADDED' | 'PLACED']) => added,
    },
    articleRevised: {
      subscribe: (_, request, context) => follow('REVISED', context, request),
      resolve: (revised: EventOf['REVISED']) => revised,
    },
    storyUpdated: {
      subscribe: (_, request, context) => follow('GROUPED', context, request),
      resolve: (updated: EventOf['GROUPED']) => updated,
    },
  },
}
