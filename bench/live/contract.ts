import { type ArticleDraft, type ArticleFilter } from '@courant/feed'

/** What every subscriber asks for: an article as a card shows it, 1.5 KB. */
export const document = `subscription Live($filter: ArticleFilter) {
  articleAdded(filter: $filter) {
    cursor
    article {
      id headline lead byline url image language publishedAt
      source { slug name }
      takeaways { text }
      actors { about entity { slug name kind } }
      topics { score topic { slug label } }
    }
  }
}`

/** The same behind a point of the log. */
export const resumed = document
  .replace('($filter: ArticleFilter)', '($filter: ArticleFilter, $after: String)')
  .replace('(filter: $filter)', '(filter: $filter, after: $after)')

const borne = 5
const others = 100
/** Every article is of it. */
export const topic = {
  code: '20000056',
  slug: 'war',
  label: 'war',
  labelDe: 'Krieg',
  parentCode: null,
  retiredAt: null,
  replacedByCode: null,
}

/** One of up to 10,000 filters, no two alike, each of which every article of the bench matches. */
export function filterOf(n: number): ArticleFilter {
  const some = ['borne', 'other', 'third'] as const
  const numbers = [n % borne, n % others, Math.floor(n / others)]
  return { actors: { any: some.map((kind, place) => `${kind}-${numbers[place]}`) } }
}

/** The headline of the article that a round tells of: 0 to see who listens, 1 to warm up. */
export function roundOf(run: number): string {
  return `Round ${run}`
}

export function articleOf(sourceId: string, headline: string): ArticleDraft {
  return {
    sourceId,
    key: headline,
    url: `https://bench.example/${encodeURIComponent(headline)}`,
    headline,
    lead: 'An article that is timed on its way to everybody who asked for what it is about. '.repeat(
      3,
    ),
    byline: 'By the bench',
    language: 'en',
    imageUrl: 'https://bench.example/image.jpg',
    statedAt: null,
    sections: [{ crosshead: null, paragraphs: ['A paragraph.'] }],
    mentions: names('borne', borne).map(mentionOf),
    topics: [{ code: topic.code, score: 1, cues: [] }],
    takeaways: ['First', 'Second', 'Third'].map((text) => ({
      text: `${text} of what there is to take away from it, in a sentence of its own.`,
      origin: 'PUBLISHER' as const,
      evidence: null,
    })),
  }
}

/** Brings everybody into the database whom a filter names. */
export function cast(sourceId: string): ArticleDraft {
  const all = [...names('borne', borne), ...names('other', others), ...names('third', others)]
  return { ...articleOf(sourceId, 'The cast'), mentions: all.map(mentionOf) }
}

function names(kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${kind}-${n}`)
}

function mentionOf(slug: string): ArticleDraft['mentions'][number] {
  return {
    entity: {
      slug,
      name: `The ${slug} office`,
      kind: 'ORGANIZATION',
      wikidataId: null,
      description: null,
      aliases: [],
    },
    spans: [],
    count: 1,
    salience: 0.5,
    about: true,
    method: 'ALIAS',
    confidence: 1,
  }
}
