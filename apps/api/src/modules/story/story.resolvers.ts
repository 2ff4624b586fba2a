import { findStory, storyArticles, storyPage } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'
import { nodes, totalCount, totals } from '../connection.ts'

export const resolvers: Resolvers = {
  Query: {
    stories: (_, request, { db }) => storyPage(db, request),
    story: (_, { id }, { db }) => findStory(db, id),
  },
  StoryConnection: { nodes, ...totals },
  StoryArticleConnection: { nodes, totalCount },
  Article: {
    story: ({ storyId }, _, { loaders }) => (storyId === null ? null : loaders.story.load(storyId)),
    sameText: async ({ id, textGroupId }, _, { loaders }) => {
      const articles = textGroupId === null ? [] : await loaders.sameText.load(textGroupId)
      return articles.filter((article) => article.id !== id)
    },
  },
  Story: {
    headline: async ({ id }, _, { loaders }) => (await loaders.storyLead.load(id)).headline,
    leadArticle: ({ id }, _, { loaders }) => loaders.storyLead.load(id),
    sources: ({ id }, _, { loaders }) => loaders.storySources.load(id),
    articles: ({ id }, request, { db }) => storyArticles(db, id, request),
    takeaways: ({ id }, _, { loaders }) => loaders.storyTakeaways.load(id),
  },
}
