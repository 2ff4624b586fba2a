import { type ArticleFacts, matches, names, reads } from './predicate.ts'
import type { ResolvedFilter, ResolvedSet, ResolvedText } from './resolve.ts'

/** What became of one clause of a filter at one article. */
export interface ClauseResult {
  /** Where it stands in the filter: `actors.all`, `AND[0].text`, `NOT.topics.any`. */
  path: string
  holds: boolean
  /** The article matches only if it holds; false of what stands within OR and NOT. */
  required: boolean
  /** Of the members that it lists, those that the article bears: ids, or languages. */
  found: readonly string[]
  /** What it says of the article's text: the actors among `found`, or the words that are asked for. */
  actorIds: readonly string[]
  text: ResolvedText | null
}

/** Every clause of a filter at one article, in the order of the filter; those within OR and NOT after it. */
export function explain(filter: ResolvedFilter, facts: ArticleFacts): ClauseResult[] {
  return explainPart(filter, facts, '', true)
}

function explainPart(
  filter: ResolvedFilter,
  facts: ArticleFacts,
  path: string,
  required: boolean,
): ClauseResult[] {
  const { languages, publishedAfter, publishedBefore, salience, text, OR, NOT } = filter
  const clause = (own: string, holds: boolean, more: Partial<ClauseResult> = {}): ClauseResult => ({
    path: path + own,
    holds,
    required,
    found: [],
    actorIds: [],
    text: null,
    ...more,
  })
  const within = (part: ResolvedFilter, own: string) =>
    explainPart(part, facts, `${path}${own}.`, false)
  const ofSet = (name: string, set: ResolvedSet, has: (id: string) => boolean) => {
    const ids = (found: readonly string[]) => ({
      found,
      ...(name === 'actors' && { actorIds: found }),
    })
    const [all, any, none] = [set.all.filter(has), set.any?.filter(has), set.none.filter(has)]
    return [
      ...(set.all.length > 0
        ? [clause(`${name}.all`, all.length === set.all.length, ids(all))]
        : []),
      ...(any ? [clause(`${name}.any`, any.length > 0, ids(any))] : []),
      ...(set.none.length > 0 ? [clause(`${name}.none`, none.length === 0, ids(none))] : []),
    ]
  }
  const { language, publishedAt } = facts
  const spoken = languages?.filter((each) => each === language)
  return [
    ...ofSet('actors', filter.actors, (id) => names(facts, id, salience)),
    ...ofSet('topics', filter.topics, (id) => facts.topicIds.has(id)),
    ...ofSet('sources', filter.sources, (id) => facts.sourceId === id),
    ...ofSet('stories', filter.stories, (id) => facts.storyIds.has(id)),
    ...(spoken ? [clause('languages', spoken.length > 0, { found: spoken })] : []),
    ...(publishedAfter ? [clause('publishedAfter', publishedAt >= publishedAfter)] : []),
    ...(publishedBefore ? [clause('publishedBefore', publishedAt < publishedBefore)] : []),
    ...(text ? [clause('text', reads(facts.words, text), { text })] : []),
    ...filter.AND.flatMap((part, i) => explainPart(part, facts, `${path}AND[${i}].`, required)),
    ...(OR
      ? [
          clause(
            'OR',
            OR.some((part) => matches(part, facts)),
          ),
          ...OR.flatMap((part, i) => within(part, `OR[${i}]`)),
        ]
      : []),
    ...(NOT ? [clause('NOT', !matches(NOT, facts)), ...within(NOT, 'NOT')] : []),
  ]
}
