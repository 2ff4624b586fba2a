import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import type { Surroundings } from './env.ts'

/** What can be measured, in the order of the table. */
export const measureNames = [
  'wikigold',
  'rss500',
  'countries',
  'bbc',
  'summaries',
  'stories',
  'duplicates',
  'evidence',
  'pages',
  'speed',
  'feedparser',
  'feeds',
  'opml',
  'safety',
] as const

export type MeasureName = (typeof measureNames)[number]

/** A file or folder with a gold set, by the option that names another one. */
const INPUTS = {
  wikigold: ['entities', 'wikigold.conll.txt'],
  rss500: ['entities', 'RSS-500.ttl'],
  countries: ['load'],
  topics: ['topics', 'bbc'],
  summaries: ['summaries', 'bbc-sum100'],
  stories: ['stories', 'WikiRef150'],
  pages: ['readability'],
  feedparser: ['feedparser'],
  feeds: ['feeds'],
  opml: ['opml'],
  payloads: ['xss', 'payloads.json'],
} as const

export type InputName = keyof typeof INPUTS

const inputNames = Object.keys(INPUTS) as InputName[]

export interface Options {
  only: readonly MeasureName[]
  /** Absolute; null where neither the option nor the data folder is given. */
  inputs: Record<InputName, string | null>
  /** Inputs that an option names: these must be there. */
  given: ReadonlySet<InputName>
  topicsMap: string | null
  /** Where the figures go as JSON. */
  json: string | null
  /** Folder for the misses. */
  errors: string | null
  help: boolean
  /** Everything is measured on the sets of the data folder, so that the page of the docs is written. */
  isWhole: boolean
}

export const usage = `npm run evals -- [option...]

Measures enrichment and ingest on the gold sets in $COURANT_DATA and writes docs/quality.md.

  --only NAMES         of ${measureNames.join(', ')}, by commas
  --json FILE          writes the figures as JSON, flat keys, null for what was not measured
  --errors FOLDER      writes what went wrong, a file for each measure, to learn from

Another set in the same format, instead of the one in $COURANT_DATA:

  --wikigold FILE      CoNLL columns: the token first, its tag last
  --rss500 FILE        NIF in Turtle with DBpedia resources, as the N3 collection has it
  --countries PATH     Reuters-21578 as JSON, a file or a folder of them
  --topics PATH        a folder with a folder for each class, or CSV with label and text
  --topics-map FILE    JSON: the Media Topics codes of each class, {"Sport": ["15000000"]}
  --summaries FOLDER   article/ and summary/ with the same files, a sentence a line
  --stories FOLDER     one text a file, named by its story and a number
  --pages FOLDER       a folder a page: source.html, expected.html, expected-metadata.json
  --feedparser FOLDER  feeds that state how they read, as the tests of feedparser do
  --feeds FOLDER       feeds as they were published
  --opml FOLDER        lists of feeds
  --payloads FILE      hostile markup as JSON, [{"title": "...", "payload": "<script>..."}]

With one of these, or with --only, docs/quality.md stays as it is.`

/** @throws {Error} that says which option cannot be read. */
export function readOptions(
  args: readonly string[],
  { dataFolder, workingFolder }: Surroundings,
): Options {
  const string = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      wikigold: string,
      rss500: string,
      countries: string,
      topics: string,
      'topics-map': string,
      summaries: string,
      stories: string,
      pages: string,
      feedparser: string,
      feeds: string,
      opml: string,
      payloads: string,
      only: string,
      json: string,
      errors: string,
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const path = (given: string | undefined) =>
    given === undefined ? null : resolve(workingFolder, given)
  const root = dataFolder === null ? null : resolve(workingFolder, dataFolder)
  const inputs = Object.fromEntries(
    inputNames.map((name) => [
      name,
      path(values[name]) ?? (root === null ? null : join(root, ...INPUTS[name])),
    ]),
  ) as Record<InputName, string | null>
  const given = new Set(inputNames.filter((name) => values[name] !== undefined))
  return {
    only: readNames(values.only),
    inputs,
    given,
    topicsMap: path(values['topics-map']),
    json: path(values.json),
    errors: path(values.errors),
    help: values.help,
    isWhole:
      dataFolder !== null && given.size === 0 && values.only === undefined && !values['topics-map'],
  }
}

function readNames(list: string | undefined): readonly MeasureName[] {
  if (list === undefined) return measureNames
  return list.split(',').map((part) => {
    const name = measureNames.find((name) => name === part.trim())
    if (name === undefined) {
      throw new Error(`--only: there is no measure "${part}", only ${measureNames.join(', ')}`)
    }
    return name
  })
}
