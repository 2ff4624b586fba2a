import type { PartRow, WholeArticle, WholePageParts } from '@courant/feed'
import type { Entity, Source, Topic } from '@courant/prisma'

import { isGerman } from '../modules/topic/topic.resolvers.ts'
import type { Directory, Named } from './directory.ts'
import { argumentsOf, type Asked, type Selected } from './selection.ts'
import { address, date, type Fields, list, objectOf, onceEach, plain, type Write } from './write.ts'

/** The names that articles show. */
export interface Names {
  entity: Named<Entity>
  topic: Named<Topic>
  source: Named<Source>
}

/** How articles are read and written that a document asks for. */
export interface ArticlePlan {
  parts: WholePageParts
  /** What the document asks of an article, once for each place where it asks. */
  articles: readonly Write<WholeArticle, Names>[]
}

/**
 * Notes what is asked of an article in one place of a document.
 * @returns the place of its text among those of an article
 * @throws {Unsupported} where a field is not known here
 */
export type PlaceArticle = (selected: Selected) => number

/** An article as it was written for a plan: a text for each place where its document asks for it. */
export type WrittenArticle = readonly string[]

/** Columns of a part, each with its place in the rows. */
function columnsOf<Name extends string>(): {
  names: Name[]
  at: (name: Name) => (row: PartRow) => unknown
  /** As a field that stands for itself. */
  field: (name: Name) => () => Write<PartRow>
} {
  const names: Name[] = []
  const at = (name: Name) => {
    if (!names.includes(name)) names.push(name)
    const place = names.indexOf(name)
    return (row: PartRow) => row[place]
  }
  const field = (name: Name) => () => {
    const value = at(name)
    return (row: PartRow) => JSON.stringify(value(row))
  }
  return { names, at, field }
}

type TakeawayColumn = NonNullable<WholePageParts['takeaways']>[number]
type MentionColumn = NonNullable<WholePageParts['mentions']>[number]
type TopicColumn = NonNullable<WholePageParts['topics']>[number]

/** A plan that is made as the places are noted. */
export function createArticlePlan(asked: Asked): ArticlePlan & { place: PlaceArticle } {
  const takeaways = columnsOf<TakeawayColumn>()
  const mentions = columnsOf<MentionColumn>()
  const topics = columnsOf<TopicColumn>()
  const parts: WholePageParts = {}
  const articles: Write<WholeArticle, Names>[] = []

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
  const ofEvidence: Fields<PartRow, Names> = {
    quote: takeaways.field('evidenceQuote'),
    section: takeaways.field('evidenceSection'),
    paragraph: takeaways.field('evidenceParagraph'),
    start: takeaways.field('evidenceStart'),
    end: takeaways.field('evidenceEnd'),
    revision: takeaways.field('evidenceRevision'),
  }
  const ofTakeaway: Fields<PartRow, Names> = {
    id: takeaways.field('id'),
    text: takeaways.field('text'),
    position: takeaways.field('position'),
    origin: takeaways.field('origin'),
    model: takeaways.field('model'),
    evidence: (selected) => {
      const needed = (['Quote', 'Start', 'End', 'Revision'] as const).map((name) =>
        takeaways.at(`evidence${name}`),
      )
      const write = objectOf(asked, 'Evidence', ofEvidence, selected.nodes)
      return (row, names) =>
        needed.some((column) => column(row) === null) ? 'null' : write(row, names)
    },
  }
  const ofMention: Fields<PartRow, Names> = {
    count: mentions.field('count'),
    salience: mentions.field('salience'),
    about: mentions.field('about'),
    method: mentions.field('method'),
    model: mentions.field('model'),
    confidence: mentions.field('confidence'),
    entity: (selected) => {
      const id = mentions.at('entityId')
      const write = onceEach(objectOf(asked, 'Entity', ofEntity, selected.nodes))
      return (row, names) => write(names.entity(id(row) as string))
    },
  }
  const ofArticleTopic: Fields<PartRow, Names> = {
    score: topics.field('score'),
    cues: topics.field('cues'),
    topic: (selected) => {
      const id = topics.at('topicId')
      const write = onceEach(objectOf(asked, 'Topic', ofTopic, selected.nodes))
      return (row, names) => write(names.topic(id(row) as string))
    },
  }
  const ofArticle: Fields<WholeArticle, Names> = {
    id: plain((article) => article.id),
    url: address((article) => article.url),
    headline: plain((article) => article.headline),
    lead: plain((article) => article.lead),
    byline: plain((article) => article.byline),
    language: plain((article) => article.language),
    image: address((article) => article.imageUrl),
    publishedAt: date((article) => article.publishedAt),
    revisedAt: date((article) => article.revisedAt),
    revision: plain((article) => article.revision),
    source: (selected) => {
      const write = onceEach(objectOf(asked, 'Source', ofSource, selected.nodes))
      return (article, { source }) => write(source(article.sourceId))
    },
    takeaways: (selected) => {
      // A row without columns would not tell that there is one.
      takeaways.at('position')
      const write = objectOf(asked, 'Takeaway', ofTakeaway, selected.nodes)
      parts.takeaways = takeaways.names
      return (article, names) => list(article.takeaways, write, names)
    },
    actors: (selected) => {
      const { about } = argumentsOf(asked, 'Article', selected)
      const isAbout = mentions.at('about')
      const write = objectOf(asked, 'Mention', ofMention, selected.nodes)
      // Whoever is named is read for all, whatever is selected of them.
      mentions.at('entityId')
      parts.mentions = mentions.names
      return (article, names) => {
        const shown =
          about == null
            ? article.mentions
            : article.mentions.filter((row) => isAbout(row) === about)
        return list(shown, write, names)
      }
    },
    topics: (selected) => {
      topics.at('topicId')
      const write = objectOf(asked, 'ArticleTopic', ofArticleTopic, selected.nodes)
      parts.topics = topics.names
      return (article, names) => list(article.topics, write, names)
    },
    story: (selected) => {
      const ofStory: Fields<NonNullable<WholeArticle['story']>> = {
        id: plain(({ id }) => id),
        articleCount: plain(({ articleCount }) => articleCount),
      }
      const write = objectOf(asked, 'Story', ofStory, selected.nodes)
      parts.story = true
      return (article) => (article.story ? write(article.story, undefined) : 'null')
    },
  }
  const place: PlaceArticle = ({ nodes }) =>
    articles.push(objectOf(asked, 'Article', ofArticle, nodes)) - 1
  return { articles, parts, place }
}

/**
 * Writes articles as they are planned.
 * @returns in their order
 */
export async function writeArticles(
  directory: Directory,
  { parts, articles }: ArticlePlan,
  read: readonly WholeArticle[],
): Promise<WrittenArticle[]> {
  const names = await namesOf(directory, parts, read)
  return read.map((article) => articles.map((write) => write(article, names)))
}

/** Names of all that the articles name. */
async function namesOf(
  { entities, topics, sources }: Directory,
  parts: WholePageParts,
  articles: readonly WholeArticle[],
): Promise<Names> {
  const entityAt = placeOf(parts.mentions, 'entityId')
  const topicAt = placeOf(parts.topics, 'topicId')
  const [entity, topic, source] = await Promise.all([
    entities.load(
      articles.flatMap(({ mentions }) => mentions.map((row) => row[entityAt] as string)),
    ),
    topics.load(articles.flatMap((article) => article.topics.map((row) => row[topicAt] as string))),
    sources.load(articles.map(({ sourceId }) => sourceId)),
  ])
  return { entity, topic, source }
}

/** Where the ids of a part stand in its rows. */
function placeOf<Name extends string>(names: readonly Name[] | undefined, name: Name): number {
  return names?.indexOf(name) ?? -1
}
