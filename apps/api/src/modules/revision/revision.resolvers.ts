import { diffOf, revisionKey, revisionPage } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totalCount } from '../connection.ts'

export const resolvers: Resolvers = {
  Article: {
    revisions: ({ id }, request, { db }) => revisionPage(db, id, request),
  },
  ArticleRevisionConnection: { nodes, totalCount },
  ArticleRevision: {
    changed: ({ changed }) => changed.map(capital),
    headline: ({ content }) => content.headline,
    lead: ({ content }) => content.lead,
    byline: ({ content }) => content.byline,
    image: ({ content }) => content.imageUrl,
    sections: ({ content }) => [...content.sections],
    takeaways: ({ content }) => [...content.takeaways],
    diff: async ({ articleId, revision, content }, { against }, { loaders }) => {
      const key = revisionKey(articleId, against ?? revision - 1)
      const before = await loaders.revision.load(key)
      return before && diffOf(before.content, content)
    },
  },
  DiffSegment: {
    change: ({ change }) => capital(change),
  },
  DiffParagraph: {
    kind: ({ kind }) => capital(kind),
    change: ({ change }) => capital(change),
  },
}

/** What is lower case in the domain is a GraphQL enum's value in capitals. */
function capital<Value extends string>(value: Value): Uppercase<Value> {
  return value.toUpperCase() as Uppercase<Value>
}
