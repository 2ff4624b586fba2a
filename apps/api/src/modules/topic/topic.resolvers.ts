import { allTopics, findTopic } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { exactlyOne } from '../exactly-one.ts'

export const resolvers: Resolvers = {
  Query: {
    topics: (_, _args, { db }) => allTopics(db),
    topic: (_, by, { db }) => findTopic(db, exactlyOne(by, ['slug', 'code', 'id'])),
  },
  Topic: {
    label: ({ label, labelDe }, { language }) => (language === 'de' ? labelDe : label),
    parent: ({ parentId }, _, { loaders }) =>
      parentId === null ? null : loaders.topic.load(parentId),
    children: ({ id }, _, { loaders }) => loaders.subtopics.load(id),
  },
  ArticleTopic: {
    topic: ({ topicId }, _, { loaders }) => loaders.topic.load(topicId),
  },
}
