import { groupDuplicates } from '@courant/enrich/similarity'

import { articleOfText } from './article.ts'
import { measureCountries } from './entities/countries.ts'
import { measureLinks } from './entities/rss500.ts'
import { measureMentions } from './entities/wikigold.ts'
import { measureFeedparser } from './feeds/feedparser.ts'
import { measureLists } from './feeds/lists.ts'
import { measurePublished } from './feeds/published.ts'
import {
  readGoldPages,
  readGrouped,
  readJsonFiles,
  readLabelled,
  readSummaries,
  readText,
} from './files.ts'
import type { Measurement } from './measurement.ts'
import type { InputName, MeasureName } from './options.ts'
import { measurePages } from './pages/pages.ts'
import { readPage } from './pages/read.ts'
import { measureSafety } from './safety/safety.ts'
import { readReuters } from './sets/reuters.ts'
import { measureSpeed } from './speed.ts'
import { type DatedArticle, measureDuplicates } from './stories/duplicates.ts'
import { measureStories } from './stories/stories.ts'
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
  /** The gold sets, of which one is enough; none for what is seen while those in `needs` run. */
  inputs: readonly InputName[]
  needs: readonly MeasureName[]
  /** `paths` has those of the inputs that are there. */
  run(paths: Paths, tools: Tools): Measurement | Promise<Measurement>
}

export type Paths = Partial<Record<InputName, string>>

export const measures: readonly Measure[] = [
  {
    name: 'wikigold',
    title: 'Mentions: WikiGold',
    inputs: ['wikigold'],
    needs: [],
    run: ({ wikigold = '' }, { passages }) => measureMentions(readText(wikigold), passages.enrich),
  },
  {
    name: 'rss500',
    title: 'Links: RSS-500',
    inputs: ['rss500'],
    needs: [],
    run: ({ rss500 = '' }, { passages }) => measureLinks(readText(rss500), passages.enrich),
  },
  {
    name: 'countries',
    title: 'Countries: Reuters-21578',
    inputs: ['countries'],
    needs: [],
    run: ({ countries = '' }, { articles }) =>
      measureCountries(readJsonFiles(countries), articles.enrich),
  },
  {
    name: 'bbc',
    title: 'Topics: BBC',
    inputs: ['topics'],
    needs: [],
    run: ({ topics = '' }, { articles, topicsMap }) =>
      measureTopics(readLabelled(topics), topicsMap, articles.enrich),
  },
  {
    name: 'summaries',
    title: 'Takeaways: bbc-sum100',
    inputs: ['summaries'],
    needs: [],
    run: ({ summaries = '' }, { articles }) =>
      measureTakeaways(readSummaries(summaries), articles.enrich),
  },
  {
    name: 'stories',
    title: 'Stories: WikiRef150',
    inputs: ['stories'],
    needs: [],
    run: ({ stories = '' }, { articles }) => measureStories(readGrouped(stories), articles.enrich),
  },
  {
    name: 'duplicates',
    title: 'Duplicates: Reuters-21578, BBC, WikiRef150',
    inputs: ['countries', 'topics', 'stories'],
    needs: [],
    run: (paths) => measureDuplicates(readArticles(paths), groupDuplicates),
  },
  {
    name: 'evidence',
    title: 'Evidence: all articles and sentences above',
    inputs: [],
    needs: ['wikigold', 'rss500', 'countries', 'bbc', 'summaries', 'stories'],
    run: (_, { articles, passages }) => measureEvidence([articles, passages]),
  },
  {
    name: 'pages',
    title: 'Web pages: mozilla/readability',
    inputs: ['pages'],
    needs: [],
    run: ({ pages = '' }) => measurePages(readGoldPages(pages), readPage),
  },
  {
    name: 'speed',
    title: 'Speed: all articles above',
    inputs: [],
    needs: ['countries', 'bbc', 'summaries', 'stories'],
    run: (_, { articles }) => measureSpeed(articles),
  },
  {
    name: 'feedparser',
    title: 'Feeds: cases of feedparser',
    inputs: ['feedparser'],
    needs: [],
    run: ({ feedparser = '' }) => measureFeedparser(feedparser),
  },
  {
    name: 'feeds',
    title: 'Feeds: as published',
    inputs: ['feeds'],
    needs: [],
    run: ({ feeds = '' }) => measurePublished(feeds),
  },
  {
    name: 'opml',
    title: 'Lists of feeds: OPML',
    inputs: ['opml'],
    needs: [],
    run: ({ opml = '' }) => measureLists(opml),
  },
  {
    name: 'safety',
    title: "Safety: DOMPurify's payloads",
    inputs: ['payloads'],
    needs: [],
    run: ({ payloads = '' }) => measureSafety(readText(payloads), payloads),
  },
]

/** Every article of these sets, for looking for some that are there twice. */
function readArticles({ countries, topics, stories }: Paths): DatedArticle[] {
  const dispatches =
    countries === undefined ? [] : [...readJsonFiles(countries)].flatMap(readReuters)
  const texts = [
    ...(topics === undefined ? [] : readLabelled(topics)),
    ...(stories === undefined ? [] : readGrouped(stories)),
  ]
  return [
    ...dispatches.map(({ article, publishedAt }) =>
      publishedAt === null ? article : { ...article, publishedAt },
    ),
    ...texts.map(({ text }) => articleOfText(text)),
  ]
}
