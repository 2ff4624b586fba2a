import { findNode } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'

export const resolvers: Resolvers = {
  Query: {
    node: async (_, { id }, { db }) => {
      const node = await findNode(db, id)
      return node && { ...node.row, __typename: node.type }
    },
  },
  Node: {
    __resolveType: ({ __typename }) => __typename,
  },
}
