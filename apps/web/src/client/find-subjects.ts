import type { Suggestion } from './suggestions.ts'

/** What lib/suggest-data.ts hands over. */
export interface SuggestData {
  /** The operation, as the API knows it. */
  query: string
  language: string
  words: {
    actors: string
    topics: string
    topic: string
    kinds: Record<string, string>
    foundNone: string
    foundOne: string
    /** With `{count}` in it. */
    foundMany: string
    failed: string
  }
}

export interface Subject extends Suggestion {
  set: 'actor' | 'topic'
  slug: string
}

interface Answer {
  data?: {
    entities: { nodes: { slug: string; name: string; kind: string; description?: string | null }[] }
    topicConnection: { nodes: { slug: string; label: string }[] }
  } | null
}

/** Asks the API by GET for actors and topics of a name, actors first. */
export async function findSubjects(
  { query, language, words }: SuggestData,
  search: string,
  signal: AbortSignal,
): Promise<Subject[]> {
  const params = new URLSearchParams({ query, variables: JSON.stringify({ search, language }) })
  const response = await fetch(`/graphql?${params}`, {
    headers: { Accept: 'application/json' },
    signal,
  })
  const { data } = (await response.json()) as Answer
  if (!data) throw new Error(`The API answered ${response.status} without data.`)
  return [
    ...data.entities.nodes.map(({ slug, name, kind, description }) => ({
      group: words.actors,
      label: name,
      detail: description ?? words.kinds[kind] ?? '',
      set: 'actor' as const,
      slug,
    })),
    ...data.topicConnection.nodes.map(({ slug, label }) => ({
      group: words.topics,
      label,
      detail: words.topic,
      set: 'topic' as const,
      slug,
    })),
  ]
}
