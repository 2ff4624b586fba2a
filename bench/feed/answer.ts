/** An article as every peer has to give it. */
export interface PeerArticle {
  id: string
  headline: string
  lead: string
  url: string
  language: string
  publishedAt: string
  source: { slug: string; name: string }
  takeaways: { text: string }[]
  actors: { count: number; about: boolean; entity: { slug: string; name: string; kind: string } }[]
  topics: { score: number; topic: { slug: string; label: string } }[]
}

/** What is asked of each article, in GraphQL. */
export const articleFields = `
  id headline lead url language publishedAt
  source { slug name }
  takeaways { text }
  actors { count about entity { slug name kind } }
  topics { score topic { slug label } }`

/** The same text for the same articles, however a server writes numbers and dates and orders what is equal. */
export function canonical(articles: readonly PeerArticle[]): string {
  return JSON.stringify(
    articles.map((article) => ({
      id: article.id,
      headline: article.headline,
      lead: article.lead,
      url: article.url,
      language: article.language,
      publishedAt: new Date(article.publishedAt).toISOString(),
      source: { slug: article.source.slug, name: article.source.name },
      takeaways: article.takeaways.map(({ text }) => text),
      actors: article.actors
        .map(({ count, about, entity }) =>
          [count, about, entity.slug, entity.name, entity.kind].join(),
        )
        .toSorted(),
      topics: article.topics
        .map(({ score, topic }) => [score.toFixed(3), topic.slug, topic.label].join())
        .toSorted(),
    })),
  )
}
