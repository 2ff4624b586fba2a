import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { IngestError, type ParsedDocument, readDocument } from '@courant/ingest'

import { filesIn, notEmpty } from '../files.ts'
import type { Measurement, Miss, Row } from '../measurement.ts'
import { type Finding, judge } from './expectation.ts'
import { type Claim, readClaims } from './python.ts'

/** One file of the collection, and what it says that it reads as. */
interface Case {
  name: string
  group: 'wellformed' | 'illformed' | 'encoding' | 'entities' | 'other'
  bytes: Buffer
  /** Null for an expectation that is not one of a document alone. */
  claims: Claim[] | null
  contentType: string | null
  url: string
}

interface Result extends Case {
  findings: Finding[]
  /** Milliseconds. */
  duration: number
  crash: Error | null
}

/** Where the collection's own server has its files. */
const server = 'http://127.0.0.1:8097/'
const unread = 'expressions of Python that are more than comparisons'
const longest = 1000

export async function measureFeedparser(folder: string): Promise<Measurement> {
  // The first document waits for a thread to start.
  await read({ bytes: Buffer.from('<rss/>'), name: 'none', url: server, contentType: null })
  const results: Result[] = []
  const files = filesIn(folder).filter((file) => file.endsWith('.xml'))
  for (const file of notEmpty(files, folder)) results.push(await run(readCase(file, folder)))

  const inGroup = (group: Case['group']) => results.filter((result) => result.group === group)
  const wellformed = inGroup('wellformed')
  const others = wellformed.filter(({ name }) => !name.includes('/sanitize/'))
  const mapped = wellformed.filter(isMapped)
  const held = ['entities', 'encoding', 'illformed'] as const
  const rows: Row[] = [
    {
      what: 'well-formed feeds that read as expected',
      value: shareOf(mapped, holds),
      key: 'feedparser.wellformed',
      floor: 0.97,
    },
    { what: 'of them, feeds', value: mapped.length, unit: 'count' },
    {
      what: 'of them, nothing is left to read of what is expected',
      value: mapped.filter(({ findings }) => mappedOf(findings).every(isEmpty)).length,
      unit: 'count',
    },
    {
      what: 'the same without those that test sanitisers',
      value: shareOf(others.filter(isMapped), holds),
    },
    ...held.map((group) => ({
      what: `the same of the folder ${group}`,
      value: shareOf(inGroup(group).filter(isMapped), holds),
    })),
    {
      what: 'files that end without a crash',
      value: shareOf(results, ({ crash }) => crash === null),
      key: 'feedparser.finished',
      floor: 1,
    },
    {
      what: 'files that end within a second',
      value: shareOf(results, ({ duration }) => duration < longest),
      key: 'feedparser.withinSecond',
      floor: 1,
    },
    { what: 'files', value: results.length, unit: 'count' },
    ...unmappedRows(wellformed),
  ]
  return { rows, misses: results.flatMap(missesOf) }
}

function readCase(file: string, folder: string): Case {
  const bytes = readFileSync(file)
  const name = relative(folder, file).split(sep).join('/')
  // The comments are ASCII; in UTF-16 and UTF-32 they have zeros between.
  const comment = /<!--(.*?)-->/s.exec(bytes.toString('latin1').replaceAll('\0', ''))?.[1] ?? ''
  const header = (field: string) =>
    new RegExp(`^\\s*Header:\\s*${field}:(.*)$`, 'im').exec(comment)?.[1]?.trim() ?? null
  const expected = /^\s*Expect:(.*)/ims.exec(comment)?.[1] ?? '1'
  const location = header('Content-Location') ?? ''
  return {
    name,
    group: groupOf(name),
    bytes,
    claims: readClaims(expected),
    contentType: header('Content-type'),
    url: location.startsWith('http') ? location : `${server}${name}`,
  }
}

function groupOf(name: string): Case['group'] {
  const groups = ['wellformed', 'illformed', 'encoding', 'entities'] as const
  return groups.find((group) => name.startsWith(`${group}/`)) ?? 'other'
}

async function run(given: Case): Promise<Result> {
  const startedAt = performance.now()
  const { parsed, crash } = await read(given)
  const duration = performance.now() - startedAt
  const text = given.bytes.toString('latin1')
  const whole = needsTitles(given, parsed) ? (await read(withTitles(given))).parsed : parsed
  const findings = (given.claims ?? []).flatMap((claim) => judge(claim, whole, text) ?? [])
  if (given.claims === null) findings.push({ outcome: 'unmapped', kind: unread })
  return { ...given, findings, duration, crash }
}

const nothing: ParsedDocument = {
  format: 'feed',
  source: {
    name: null,
    siteUrl: null,
    feedUrl: null,
    selfUrl: null,
    hubUrl: null,
    language: null,
  },
  articles: [],
}

async function read({
  name,
  bytes,
  contentType,
  url,
}: Pick<Case, 'name' | 'bytes' | 'contentType' | 'url'>): Promise<{
  parsed: ParsedDocument
  crash: Error | null
}> {
  try {
    const document = { name, content: bytes, contentType, url, format: 'feed' } as const
    return { parsed: await readDocument(document), crash: null }
  } catch (error) {
    if (error instanceof IngestError) return { parsed: nothing, crash: null }
    return {
      parsed: nothing,
      crash: error instanceof Error ? error : new Error('not even an error'),
    }
  }
}

/**
 * An entry that says nothing is no article. Many cases have such ones, and expect something else of them:
 * for that, they are given a title.
 */
function needsTitles({ claims }: Case, { articles }: ParsedDocument): boolean {
  const isOfNothing = ({ path: { root, steps } }: Claim) =>
    root === 'entries' &&
    typeof steps[0] === 'number' &&
    articles[steps[0]] === undefined &&
    !/^(title|description|summary|content|subtitle)/.test(String(steps[1]))
  return claims?.some(isOfNothing) ?? false
}

function withTitles(given: Case): Case {
  const start = /<(?:\w+:)?(?:item|entry)(?=[\s>])(?:"[^"]*"|'[^']*'|[^>"'/])*>/gi
  const text = given.bytes.toString('latin1').replace(start, '$&<title>Title</title>')
  return { ...given, bytes: Buffer.from(text, 'latin1') }
}

function mappedOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ outcome }) => outcome !== 'unmapped')
}

function isMapped({ findings }: Result): boolean {
  return mappedOf(findings).length > 0
}

function holds({ findings }: Result): boolean {
  return mappedOf(findings).every(({ outcome }) => outcome === 'held')
}

function isEmpty(finding: Finding): boolean {
  return finding.outcome === 'held' && finding.isEmpty
}

function shareOf<Item>(items: readonly Item[], counts: (item: Item) => boolean): number {
  return items.length === 0 ? 1 : items.filter(counts).length / items.length
}

/** Claims that the model has no place for, the most frequent kind first. */
function unmappedRows(results: readonly Result[]): Row[] {
  const counts = new Map<string, number>()
  for (const finding of results.flatMap(({ findings }) => findings)) {
    if (finding.outcome !== 'unmapped') continue
    counts.set(finding.kind, (counts.get(finding.kind) ?? 0) + 1)
  }
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([kind, value]) => ({ what: `no place for: ${kind}`, value, unit: 'count' }))
}

function missesOf({ name, findings, duration, crash }: Result): Miss[] {
  const misses: Miss[] = findings.flatMap((finding) =>
    finding.outcome === 'failed'
      ? [{ kind: 'otherwise', subject: finding.subject, context: `${name}: ${finding.context}` }]
      : [],
  )
  if (crash !== null) misses.push({ kind: 'crash', subject: crash.message, context: name })
  if (duration >= longest) {
    misses.push({ kind: 'slow', subject: name, context: `${Math.round(duration)} ms` })
  }
  return misses
}
