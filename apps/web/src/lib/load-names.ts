import type { ArticleFilter } from '@courant/filter'

import { graphql } from '../generated/index.ts'
import { modes } from './edit-filter.ts'
import type { SetName } from './edit-filter.ts'
import type { FilterNames } from './filter-names.ts'
import { ApiRefusal, ask } from './graphql.ts'
import type { Language } from './languages.ts'

const actorName = graphql(`
  query ActorName($slug: String!) {
    entity(slug: $slug) {
      name
    }
  }
`)

const topicBySlug = graphql(`
  query TopicBySlug($slug: String!, $language: String!) {
    topic(slug: $slug) {
      label(language: $language)
    }
  }
`)

const topicByCode = graphql(`
  query TopicByCode($code: String!, $language: String!) {
    topic(code: $code) {
      label(language: $language)
    }
  }
`)

const sourceName = graphql(`
  query SourceName($id: ID!) {
    source(id: $id) {
      name
    }
  }
`)

/** Each name is a question of its own; the members of a set beyond so many go by their slugs. */
const named = 20

/** What the members of a filter are called. */
export async function loadNames(filter: ArticleFilter, language: Language): Promise<FilterNames> {
  const [actors, topics, sources] = await Promise.all([
    namesIn(filter, 'actors', async (slug) => (await ask(actorName, { slug })).entity?.name),
    namesIn(filter, 'topics', async (member) =>
      /^\d+$/.test(member)
        ? (await ask(topicByCode, { code: member, language })).topic?.label
        : (await ask(topicBySlug, { slug: member, language })).topic?.label,
    ),
    namesIn(filter, 'sources', async (id) => (await ask(sourceName, { id })).source?.name),
  ])
  return { actors, topics, sources }
}

async function namesIn(
  filter: ArticleFilter,
  set: SetName,
  nameOf: (member: string) => Promise<string | undefined>,
): Promise<Map<string, string>> {
  const members = [...new Set(modes.flatMap((mode) => filter[set]?.[mode] ?? []))]
  const names = await Promise.all(
    members.slice(0, named).map((member) => nameOf(member).catch(unlessRefused)),
  )
  return new Map(members.map((member, index) => [member, names[index] ?? member]))
}

/** What is no name at all is called what it is: the feed says what is wrong with it. */
function unlessRefused(error: unknown): undefined {
  if (!(error instanceof ApiRefusal)) throw error
}
