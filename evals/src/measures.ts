import { measureCountries } from './entities/countries.ts'
import { measureLinks } from './entities/rss500.ts'
import { measureMentions } from './entities/wikigold.ts'
import { readJsonFiles, readLabelled, readSummaries, readText } from './files.ts'
import type { Measurement } from './measurement.ts'
import type { InputName, MeasureName } from './options.ts'
import { measureSpeed } from './speed.ts'
import { measureEvidence } from './takeaways/evidence.ts'
import { measureTakeaways } from './takeaways/summaries.ts'
import { type TopicsMap } from './topics/classes.ts'
import { measureTopics } from './topics/topics.ts'
import type { Watch } from './watch.ts'

/** What a measure works with. */
export interface Tools {
  /** For whole articles: these are timed. */
  articles: Watch
  /** For single sentences and passages. */
  passages: Watch
  topicsMap: TopicsMap
}

export interface Measure {
  name: MeasureName
  title: string
  /** The gold set; null for what is seen while the measures in `needs` run. */
  input: InputName | null
  needs: readonly MeasureName[]
  run(path: string, tools: Tools): Measurement
}

export const measures: readonly Measure[] = [
  {
    name: 'wikigold',
    title: 'Mentions: WikiGold',
    input: 'wikigold',
    needs: [],
    run: (path, { passages }) => measureMentions(readText(path), passages.enrich),
  },
  {
    name: 'rss500',
    title: 'Links: RSS-500',
    input: 'rss500',
    needs: [],
    run: (path, { passages }) => measureLinks(readText(path), passages.enrich),
  },
  {
    name: 'countries',
    title: 'Countries: Reuters-21578',
    input: 'countries',
    needs: [],
    run: (path, { articles }) => measureCountries(readJsonFiles(path), articles.enrich),
  },
  {
    name: 'bbc',
    title: 'Topics: BBC',
    input: 'topics',
    needs: [],
    run: (path, { articles, topicsMap }) =>
      measureTopics(readLabelled(path), topicsMap, articles.enrich),
  },
  {
    name: 'summaries',
    title: 'Takeaways: bbc-sum100',
    input: 'summaries',
    needs: [],
    run: (path, { articles }) => measureTakeaways(readSummaries(path), articles.enrich),
  },
  {
    name: 'evidence',
    title: 'Evidence: all of the above',
    input: null,
    needs: ['wikigold', 'rss500', 'countries', 'bbc', 'summaries'],
    run: (_, { articles, passages }) => measureEvidence([articles, passages]),
  },
  {
    name: 'speed',
    title: 'Speed: Reuters-21578, BBC, bbc-sum100',
    input: null,
    needs: ['countries', 'bbc', 'summaries'],
    run: (_, { articles }) => measureSpeed(articles),
  },
]
