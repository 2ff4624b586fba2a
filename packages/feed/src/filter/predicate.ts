import type { ResolvedFilter, ResolvedSet, ResolvedText } from './resolve.ts'
import { type ArticleWords, dictionaries, matchesWords, readWordQuery } from './words.ts'

/** What a filter can ask of an article. */
export interface ArticleFacts {
  actorIds: ReadonlySet<string>
  /** The actors among them that it is about. */
  aboutIds: ReadonlySet<string>
  /** Topics above the article's own included. */
  topicIds: ReadonlySet<string>
  sourceId: string
  /** Its story, under its former ids too; empty before it was put into one. */
  storyIds: ReadonlySet<string>
  language: string
  publishedAt: Date
  words: ArticleWords | null
}

/** What the filter means for one article in memory; the same as its SQL (held equal by a property test). */
export function matches(filter: ResolvedFilter, facts: ArticleFacts): boolean {
  const { languages, publishedAfter, publishedBefore, text, OR, NOT } = filter
  return (
    holds(filter.actors, (id) => names(facts, id, filter.salience)) &&
    holds(filter.topics, (id) => facts.topicIds.has(id)) &&
    holds(filter.sources, (id) => facts.sourceId === id) &&
    holds(filter.stories, (id) => facts.storyIds.has(id)) &&
    (!languages || languages.includes(facts.language)) &&
    (!publishedAfter || facts.publishedAt >= publishedAfter) &&
    (!publishedBefore || facts.publishedAt < publishedBefore) &&
    (!text || reads(facts.words, text)) &&
    filter.AND.every((part) => matches(part, facts)) &&
    (!OR || OR.some((part) => matches(part, facts))) &&
    !(NOT && matches(NOT, facts))
  )
}

function holds(set: ResolvedSet, has: (id: string) => boolean): boolean {
  return set.all.every(has) && (!set.any || set.any.some(has)) && !set.none.some(has)
}

/** Whether an article names an actor in the way that is asked for. */
export function names(
  { actorIds, aboutIds }: ArticleFacts,
  id: string,
  salience: ResolvedFilter['salience'],
): boolean {
  return actorIds.has(id) && (salience === null || aboutIds.has(id) === (salience === 'ABOUT'))
}

/** Whether the words of an article satisfy a text query. */
export function reads(words: ArticleWords | null, text: ResolvedText): boolean {
  const query = words && queriesOf(text)[words.dictionary]
  return query !== null && matchesWords(query, words!.places)
}

type Queries = Record<keyof ResolvedText, ReturnType<typeof readWordQuery>>
const readQueries = new WeakMap<ResolvedText, Queries>()

function queriesOf(text: ResolvedText): Queries {
  let queries = readQueries.get(text)
  if (!queries) {
    const read = dictionaries.map((dictionary) => [dictionary, readWordQuery(text[dictionary])])
    queries = Object.fromEntries(read) as Queries
    readQueries.set(text, queries)
  }
  return queries
}
