import { articleFields, type PeerArticle } from '../feed/answer.ts'
import type { Asked, Shape } from '../feed/shapes.ts'

/** The schema of the peers whose servers are written by hand. */
export const typeDefs = `
  type Query {
    articles(actorsAll: [String!], actorsAny: [String!], topicsAll: [String!], topicsNone: [String!],
      text: String, after: String): [Article!]!
  }
  type Article {
    id: ID! headline: String! lead: String! url: String! language: String! publishedAt: String!
    source: Source! takeaways: [Takeaway!]! actors: [Mention!]! topics: [ArticleTopic!]!
  }
  type Source { slug: String! name: String! }
  type Takeaway { text: String! }
  type Mention { count: Int! about: Boolean! entity: Entity! }
  type Entity { slug: String! name: String! kind: String! }
  type ArticleTopic { score: Float! topic: Topic! }
  type Topic { slug: String! label: String! }`

const document = `query Page($actorsAll: [String!], $actorsAny: [String!], $topicsAll: [String!],
    $topicsNone: [String!], $text: String, $after: String) {
  articles(actorsAll: $actorsAll, actorsAny: $actorsAny, topicsAll: $topicsAll, topicsNone: $topicsNone,
    text: $text, after: $after) { ${articleFields} }
}`

export type Arguments = Omit<Asked, 'after'> & { after?: string | null }

/** What the arguments of `articles` ask for. */
export function askedBy({ after, ...asked }: Arguments): Asked {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value != null))
  return { ...given, ...(after != null && { after: { skipped: 0, feedKey: after } }) }
}

export function bodyOf({ kind, asked: { after, ...asked } }: Shape): object | null {
  if (kind !== 'page') return null
  return { query: document, variables: { ...asked, ...(after && { after: after.feedKey }) } }
}

export function articlesIn(answer: unknown): PeerArticle[] {
  return (answer as { data: { articles: PeerArticle[] } }).data.articles
}
