import type { Edge, PartRow, WholeArticle, WholePage, WholePageParts } from '@courant/feed'
import type { Entity, Source, Topic } from '@courant/prisma'

import { isGerman } from '../modules/topic/topic.resolvers.ts'
import type { Named } from './directory.ts'
import { argumentsOf, type Asked, type Selected } from './selection.ts'
import { address, date, type Fields, list, objectOf, onceEach, plain, type Write } from './write.ts'

/** A page to be written, with the names that its articles show. */
export interface NamedPage {
  page: WholePage
  entity: Named<Entity>
  topic: Named<Topic>
  source: Named<Source>
}

/** How a page is read and written that a document asks for. */
export interface PagePlan {
  parts: WholePageParts
  write: Write<NamedPage>
}

type Names = Omit<NamedPage, 'page'>
/** A row of a part with its article's names. */
interface Part {
  row: PartRow
  names: Names
}

/** Columns of a part, each with its place in the rows. */
function columnsOf<Name extends string>(): {
  names: Name[]
  at: <Value>(name: Name) => (row: PartRow) => Value
} {
  const names: Name[] = []
  return {
    names,
    at: <Value>(name: Name) => {
      if (!names.includes(name)) names.push(name)
      const place = names.indexOf(name)
      return (row: PartRow) => row[place] as Value
    },
  }
}

type TakeawayColumn = NonNullable<WholePageParts['takeaways']>[number]
type MentionColumn = NonNullable<WholePageParts['mentions']>[number]
type TopicColumn = NonNullable<WholePageParts['topics']>[number]
type Scalar = string | number | boolean | null

/**
 * Plans a page of articles whose every field is known here.
 * @throws {Unsupported} where one is not
 */
export function planArticlePage(asked: Asked, { nodes }: Selected): PagePlan {
  const takeaways = columnsOf<TakeawayColumn>()
  const mentions = columnsOf<MentionColumn>()
  const topics = columnsOf<TopicColumn>()
  const parts: WholePageParts = {}

  const ofEntity: Fields<Entity> = {
    id: plain(({ id }) => id),
    slug: plain(({ slug }) => slug),
    name: plain(({ name }) => name),
    kind: plain(({ kind }) => kind),
    description: plain(({ description }) => description),
    wikidataId: plain(({ wikidataId }) => wikidataId),
  }
  const ofTopic: Fields<Topic> = {
    id: plain(({ id }) => id),
    code: plain(({ code }) => code),
    slug: plain(({ slug }) => slug),
    label: (selected) => {
      const { language } = argumentsOf(asked, 'Topic', selected)
      return isGerman(language as string | null | undefined)
        ? ({ labelDe }) => JSON.stringify(labelDe)
        : ({ label }) => JSON.stringify(label)
    },
  }
  const ofSource: Fields<Source> = {
    id: plain(({ id }) => id),
    slug: plain(({ slug }) => slug),
    name: plain(({ name }) => name),
    siteUrl: address(({ siteUrl }) => siteUrl),
    feedUrl: address(({ feedUrl }) => feedUrl),
    folder: plain(({ folder }) => folder),
    fullText: plain(({ fullText }) => fullText),
  }
  const takeaway = (name: TakeawayColumn) => () => {
    const value = takeaways.at<Scalar>(name)
    return ({ row }: Part) => JSON.stringify(value(row))
  }
  const ofEvidence: Fields<Part> = {
    quote: takeaway('evidenceQuote'),
    section: takeaway('evidenceSection'),
    paragraph: takeaway('evidenceParagraph'),
    start: takeaway('evidenceStart'),
    end: takeaway('evidenceEnd'),
    revision: takeaway('evidenceRevision'),
  }
  const ofTakeaway: Fields<Part> = {
    id: takeaway('id'),
    text: takeaway('text'),
    position: takeaway('position'),
    origin: takeaway('origin'),
    model: takeaway('model'),
    evidence: (selected) => {
      const needed = (['Quote', 'Start', 'End', 'Revision'] as const).map((name) =>
        takeaways.at<Scalar>(`evidence${name}`),
      )
      const write = objectOf(asked, 'Evidence', ofEvidence, selected.nodes)
      return (part) => (needed.some((column) => column(part.row) === null) ? 'null' : write(part))
    },
  }
  const mention = (name: MentionColumn) => () => {
    const value = mentions.at<Scalar>(name)
    return ({ row }: Part) => JSON.stringify(value(row))
  }
  const ofMention: Fields<Part> = {
    count: mention('count'),
    salience: mention('salience'),
    about: mention('about'),
    method: mention('method'),
    model: mention('model'),
    confidence: mention('confidence'),
    entity: (selected) => {
      const id = mentions.at<string>('entityId')
      const write = onceEach(objectOf(asked, 'Entity', ofEntity, selected.nodes))
      return ({ row, names }) => write(names.entity(id(row)))
    },
  }
  const ofArticleTopic: Fields<Part> = {
    score: () => {
      const score = topics.at<number>('score')
      return ({ row }) => JSON.stringify(score(row))
    },
    cues: () => {
      const cues = topics.at<string[]>('cues')
      return ({ row }) => JSON.stringify(cues(row))
    },
    topic: (selected) => {
      const id = topics.at<string>('topicId')
      const write = onceEach(objectOf(asked, 'Topic', ofTopic, selected.nodes))
      return ({ row, names }) => write(names.topic(id(row)))
    },
  }
  type Shown = Names & { article: WholeArticle }
  const rows = (of: readonly PartRow[], names: Names, write: Write<Part>) =>
    list(of, (row) => write({ row, names }))
  const ofArticle: Fields<Shown> = {
    id: plain(({ article }) => article.id),
    url: address(({ article }) => article.url),
    headline: plain(({ article }) => article.headline),
    lead: plain(({ article }) => article.lead),
    byline: plain(({ article }) => article.byline),
    language: plain(({ article }) => article.language),
    image: address(({ article }) => article.imageUrl),
    publishedAt: date(({ article }) => article.publishedAt),
    revisedAt: date(({ article }) => article.revisedAt),
    revision: plain(({ article }) => article.revision),
    source: (selected) => {
      const write = onceEach(objectOf(asked, 'Source', ofSource, selected.nodes))
      return ({ article, source }) => write(source(article.sourceId))
    },
    takeaways: (selected) => {
      // A row without columns would not tell that there is one.
      takeaways.at('position')
      const write = objectOf(asked, 'Takeaway', ofTakeaway, selected.nodes)
      parts.takeaways = takeaways.names
      return ({ article, ...names }) => rows(article.takeaways, names, write)
    },
    actors: (selected) => {
      const { about } = argumentsOf(asked, 'Article', selected)
      const isAbout = mentions.at<boolean>('about')
      const write = objectOf(asked, 'Mention', ofMention, selected.nodes)
      // Whoever is named is read for all, whatever is selected of them.
      mentions.at('entityId')
      parts.mentions = mentions.names
      return ({ article, ...names }) => {
        const shown =
          about == null
            ? article.mentions
            : article.mentions.filter((row) => isAbout(row) === about)
        return rows(shown, names, write)
      }
    },
    topics: (selected) => {
      topics.at('topicId')
      const write = objectOf(asked, 'ArticleTopic', ofArticleTopic, selected.nodes)
      parts.topics = topics.names
      return ({ article, ...names }) => rows(article.topics, names, write)
    },
    story: (selected) => {
      const ofStory: Fields<NonNullable<WholeArticle['story']>> = {
        id: plain(({ id }) => id),
        articleCount: plain(({ articleCount }) => articleCount),
      }
      const write = objectOf(asked, 'Story', ofStory, selected.nodes)
      parts.story = true
      return ({ article }) => (article.story ? write(article.story) : 'null')
    },
  }
  const ofEdge: Fields<Names & { edge: Edge<WholeArticle> }> = {
    cursor: plain(({ edge }) => edge.cursor),
    node: (selected) => {
      const write = objectOf(asked, 'Article', ofArticle, selected.nodes)
      return ({ edge, ...names }) => write({ ...names, article: edge.node })
    },
  }
  const ofPageInfo: Fields<WholePage['pageInfo']> = {
    hasNextPage: plain(({ hasNextPage }) => hasNextPage),
    hasPreviousPage: plain(({ hasPreviousPage }) => hasPreviousPage),
    startCursor: plain(({ startCursor }) => startCursor),
    endCursor: plain(({ endCursor }) => endCursor),
  }
  const ofConnection: Fields<NamedPage> = {
    edges: (selected) => {
      const write = objectOf(asked, 'ArticleEdge', ofEdge, selected.nodes)
      return ({ page, ...names }) => list(page.edges, (edge) => write({ ...names, edge }))
    },
    nodes: (selected) => {
      const write = objectOf(asked, 'Article', ofArticle, selected.nodes)
      return ({ page, ...names }) =>
        list(page.edges, ({ node }) => write({ ...names, article: node }))
    },
    pageInfo: (selected) => {
      const write = objectOf(asked, 'PageInfo', ofPageInfo, selected.nodes)
      return ({ page }) => write(page.pageInfo)
    },
    liveCursor: plain(({ page }) => page.liveCursor),
  }
  return { write: objectOf(asked, 'ArticleConnection', ofConnection, nodes), parts }
}

/** Where the ids of a part stand in its rows. */
export function placeOf<Name extends string>(
  names: readonly Name[] | undefined,
  name: Name,
): number {
  return names?.indexOf(name) ?? -1
}
