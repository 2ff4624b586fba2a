import { facetSample, timelineOf, topActors, topTopics, topValues } from '@courant/feed'

import type { Resolvers } from '../../generated/resolvers.ts'

export const resolvers: Resolvers = {
  Query: {
    facets: (_, { filter, newest }, { db }) => facetSample(db, filter, newest),
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
    articleCount: ({ articleIds }) => articleIds.length,
    actors: (sample, request, { db }) => topActors(db, sample, request),
    topics: (sample, request, { db }) => topTopics(db, sample, request),
    sources: ({ sourceIds }, request) => topValues(sourceIds, request),
    languages: ({ languages }, request) =>
      topValues(languages, request).map(({ value, articleCount }) => ({
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
