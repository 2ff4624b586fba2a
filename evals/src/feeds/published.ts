import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type ParsedArticle, readDocument } from '@courant/ingest'

import { filesIn, notEmpty } from '../files.ts'
import type { Measurement, Miss } from '../measurement.ts'

/** What a feed holds by its tags alone, without a parser. */
interface Counted {
  items: number
  /** The date of each item as stated, the first of those that it states; null where it states none. */
  dates: (string | null)[]
}

const itemTag = /<(?:\w+:)?(?:item|entry)(?=[\s>])/g
const dateTag =
  /<((?:pubDate|published|issued|dc:date|updated|modified))(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?([^<\]]*)/gi
/** The first of these that an item has is when it was published. */
const datesInOrder = ['pubdate', 'published', 'issued', 'dc:date', 'updated', 'modified']

/** Real feeds: each has all of its items, and each item its date. */
export async function measurePublished(folder: string): Promise<Measurement> {
  const misses: Miss[] = []
  let files = 0
  let rightCounts = 0
  let items = 0
  let rightDates = 0
  for (const file of notEmpty(filesIn(folder), folder)) {
    const name = basename(file)
    const bytes = readFileSync(file)
    const counted = count(bytes.toString('latin1'))
    const { articles } = await readDocument({ name, content: bytes, format: 'feed' })
    files += 1
    items += counted.items
    if (articles.length === counted.items) rightCounts += 1
    else
      misses.push({
        kind: 'count',
        subject: name,
        context: `${articles.length} of ${counted.items}`,
      })
    for (const [at, stated] of counted.dates.entries()) {
      if (isDate(stated, articles[at])) rightDates += 1
      else misses.push({ kind: 'date', subject: name, context: `item ${at + 1}: ${stated}` })
    }
  }
  return {
    rows: [
      {
        what: 'feeds with all of their items',
        value: rightCounts / files,
        key: 'feeds.counts',
        floor: 1,
      },
      { what: 'items with their date', value: rightDates / items, key: 'feeds.dates', floor: 1 },
      { what: 'feeds', value: files, unit: 'count' },
      { what: 'items', value: items, unit: 'count' },
    ],
    misses,
  }
}

export function count(text: string): Counted {
  const [, ...items] = text.replace(/<!--.*?-->/gs, '').split(itemTag)
  return { items: items.length, dates: items.map(dateOf) }
}

function dateOf(item: string): string | null {
  const dates = [...item.matchAll(dateTag)].map(([, name = '', value = '']) => ({
    rank: datesInOrder.indexOf(name.toLowerCase()),
    value: value.trim(),
  }))
  return dates.toSorted((a, b) => a.rank - b.rank)[0]?.value || null
}

/** A date that this program's engine cannot read either must only be there. */
function isDate(stated: string | null, article: ParsedArticle | undefined): boolean {
  if (stated === null) return article !== undefined && article.publishedAt === null
  const expected = Date.parse(stated)
  const found = article?.publishedAt?.getTime()
  return Number.isNaN(expected) ? found !== undefined : found === expected
}
