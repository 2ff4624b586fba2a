import { allTopics, findTopic, topicPage } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totalCount } from '../connection.ts'
import { exactlyOne } from '../exactly-one.ts'

export const resolvers: Resolvers = {
  Query: {
    topics: (_, _args, { db }) => allTopics(db),
    topicConnection: (_, request, { db }) => topicPage(db, request),
    topic: (_, by, { db }) => findTopic(db, exactlyOne(by, ['slug', 'code', 'id'])),
  },
  TopicConnection: { nodes, totalCount },
  Topic: {
    label: ({ label, labelDe }, { language }) => (isGerman(language) ? labelDe : label),
    parent: ({ parentId }, _, { loaders }) =>
      parentId === null ? null : loaders.topic.load(parentId),
    children: ({ id }, _, { loaders }) => loaders.subtopics.load(id),
  },
  ArticleTopic: {
    topic: ({ topicId }, _, { loaders }) => loaders.topic.load(topicId),
  },
}

/** Whatever the region: `de`, `de-AT`. */
export function isGerman(language: string | null | undefined): boolean {
  return /^de(-|$)/i.test(language ?? '')
}
