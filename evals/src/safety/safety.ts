import { latestArticles, type ParsedArticle } from '@courant/ingest'
import { IngestError, parseDocument } from '@courant/ingest/document'

import { notEmpty } from '../files.ts'
import type { Measurement, Miss } from '../measurement.ts'
import { type Payload, readPayloads } from '../sets/payloads.ts'
import { documentWith, fields, formats } from './documents.ts'
import { partsOf, programsIn } from './programs.ts'

/** The article of a document as it would be saved; none where the document is refused. */
export type Read = (document: string) => ParsedArticle[]

/**
 * Puts hostile markup into every field of every format. What is kept of an article is unsafe where an
 * address has another scheme than http and https, where text came out of a program or a style, or where
 * it holds what no text may: half characters, NUL and other controls.
 */
export function measureSafety(json: string, path: string, read: Read = readArticles): Measurement {
  const payloads = notEmpty(readPayloads(json), path)
  const misses: Miss[] = []
  let [documents, articles] = [0, 0]
  for (const payload of payloads) {
    const parts = partsOf(payload.markup)
    for (const format of formats) {
      for (const field of fields) {
        documents += 1
        const found = read(documentWith(format, field, payload.markup))
        articles += found.length
        const isHtml = format.html.includes(field)
        const faults = found.flatMap((article) => [
          ...faultsOf(article),
          ...(isHtml ? programsIn(textsOf(article).join('\n'), parts) : []),
        ])
        misses.push(...faults.map((fault) => missOf(fault, `${format.name}, ${field}`, payload)))
      }
    }
  }
  const unsafe = new Set(misses.map(({ context }) => context)).size
  return {
    rows: [
      {
        what: 'documents that nothing unsafe is kept of',
        value: (documents - unsafe) / documents,
        key: 'safety.safe',
        floor: 1,
      },
      { what: 'unsafe', value: unsafe, unit: 'count' },
      { what: 'documents', value: documents, unit: 'count' },
      { what: 'articles in them', value: articles, unit: 'count' },
    ],
    misses,
  }
}

function readArticles(content: string): ParsedArticle[] {
  try {
    return latestArticles(parseDocument({ name: 'document', content }, new Date(0)), 10)
  } catch (error) {
    if (error instanceof IngestError) return []
    throw error
  }
}

// oxlint-disable-next-line no-control-regex
const noText = /[\u{0}-\u{1F}\u{7F}-\u{9F}]|\p{Surrogate}|\p{Noncharacter_Code_Point}/u

function faultsOf(article: ParsedArticle): string[] {
  const addresses = [article.url, article.imageUrl].filter((address) => address !== null)
  return [
    ...addresses.filter((address) => !/^https?:\/\/[\x21-\x7e]+$/.test(address)),
    ...textsOf(article).filter((text) => noText.test(text)),
  ]
}

function textsOf({ headline, lead, byline, categories, sections }: ParsedArticle): string[] {
  const body = sections.flatMap(({ crosshead, paragraphs }) => [crosshead ?? '', ...paragraphs])
  return [headline, lead, byline ?? '', ...categories, ...body]
}

function missOf(fault: string, place: string, { title, markup }: Payload): Miss {
  return { kind: 'unsafe', subject: fault, context: `${place}: ${title}: ${markup}` }
}
