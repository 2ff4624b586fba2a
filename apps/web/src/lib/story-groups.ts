interface OfStory {
  story?: { id: string } | null
}

/** An article and those that tell the same story, in the order of the list. */
export interface StoryGroup<Article> {
  first: Article
  others: Article[]
}

/** The articles of a list with those of one story together, where the first of them stands. */
export function groupByStory<Article extends OfStory>(
  articles: readonly Article[],
): StoryGroup<Article>[] {
  const groups: StoryGroup<Article>[] = []
  const ofStory = new Map<string, StoryGroup<Article>>()
  for (const article of articles) {
    const found = article.story && ofStory.get(article.story.id)
    if (found) {
      found.others.push(article)
      continue
    }
    const group = { first: article, others: [] }
    groups.push(group)
    if (article.story) ofStory.set(article.story.id, group)
  }
  return groups
}
