/** The figures of `--json`, flat keys with a dot; all are fractions from 0 to 1 but articles a second. */
export const figureKeys = [
  'wikigold.f1',
  'rss500.precision',
  'rss500.recall',
  'countries.precision',
  'countries.recall',
  'bbc.accuracy',
  'summaries.p3',
  'evidence.valid',
  'stories.bcubedF1',
  'duplicates.precision',
  'pages.title',
  'pages.byline',
  'pages.language',
  'pages.date',
  'pages.textF1',
  'articlesPerSecond',
  'feedparser.wellformed',
  'feedparser.finished',
  'feedparser.withinSecond',
  'feeds.counts',
  'feeds.dates',
  'opml.lists',
  'safety.safe',
] as const

export type FigureKey = (typeof figureKeys)[number]

/** One line of the table. */
export interface Row {
  /** What is measured, with its unit where it is no fraction. */
  what: string
  value: number
  /** Set for a figure of `--json`; the other rows put it into proportion. */
  key?: FigureKey
  /** What the figure must reach. */
  floor?: number
  unit?: 'articles a second' | 'count'
}

/** One thing that went wrong, for people to read. */
export interface Miss {
  /** Few words, the same for all of a kind: "missed", "wrong link". */
  kind: string
  /** What was missed or made up; equal ones are counted together. */
  subject: string
  /** Where it stands, and what would have been right. */
  context: string
}

export interface Measurement {
  rows: Row[]
  misses: Miss[]
}
