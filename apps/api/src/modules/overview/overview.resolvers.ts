import {
  facetsOf,
  sampleOf,
  timelineOf,
  topActors,
  topLanguages,
  topSources,
  topTopics,
} from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'

export const resolvers: Resolvers = {
  Query: {
    facets: (_, { filter, newest }, { db }) => facetsOf(db, filter, newest),
    timeline: (_, { timeZone, ...request }, { db }) =>
      timelineOf(db, { ...request, ...(timeZone != null && { timeZone }) }),
  },
  Entity: {
    timeline: ({ id }, { interval, timeZone, ...dates }, { db }) =>
      timelineOf(db, {
        filter: { actors: { all: [id] }, ...dates },
        interval,
        ...(timeZone != null && { timeZone }),
      }),
  },
  Topic: {
    timeline: ({ id }, { interval, timeZone, ...dates }, { db }) =>
      timelineOf(db, {
        filter: { topics: { all: [id] }, ...dates },
        interval,
        ...(timeZone != null && { timeZone }),
      }),
  },
  Facets: {
    articleCount: async (facets) => (await sampleOf(facets)).articleCount,
    exact: async (facets) => (await sampleOf(facets)).exact,
    since: async (facets) => (await sampleOf(facets)).since,
    actors: (facets, request) => topActors(facets, request),
    topics: (facets, request) => topTopics(facets, request),
    sources: (facets, request) => topSources(facets, request),
    languages: async (facets, request) =>
      (await topLanguages(facets, request)).map(({ value, articleCount }) => ({
        language: value,
        articleCount,
      })),
  },
  ActorFacet: {
    entity: ({ value }, _, { loaders }) => loaders.entity.load(value),
  },
  TopicFacet: {
    topic: ({ value }, _, { loaders }) => loaders.topic.load(value),
  },
  SourceFacet: {
    source: ({ value }, _, { loaders }) => loaders.source.load(value),
  },
}
