import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseOpml, writeOpml } from '@courant/ingest'

import { filesIn, notEmpty } from '../files.ts'
import type { Measurement, Miss } from '../measurement.ts'

/** Lists of feeds: each address of one is imported, once, and is there again after it was exported. */
export function measureLists(folder: string): Measurement {
  const misses: Miss[] = []
  const files = notEmpty(
    filesIn(folder).filter((file) => /\.(opml|xml)$/i.test(file)),
    folder,
  )
  let [imported, whole, same, addresses] = [0, 0, 0, 0]
  for (const file of files) {
    const name = basename(file)
    const bytes = readFileSync(file)
    const stated = addressesIn(bytes.toString('utf8'))
    const list = parseOpml(bytes, name)
    const found = new Set(list.feeds.map(({ feedUrl }) => feedUrl))
    const lost = [...stated].filter((address) => !found.has(address))
    addresses += stated.size
    imported += stated.size - lost.length
    if (lost.length === 0 && found.size === stated.size) whole += 1
    for (const address of lost) misses.push({ kind: 'lost', subject: name, context: address })

    const written = writeOpml({
      title: list.title ?? name,
      createdAt: new Date(0),
      feeds: list.feeds,
    })
    const isSame = JSON.stringify(parseOpml(written, name).feeds) === JSON.stringify(list.feeds)
    if (isSame) same += 1
    else misses.push({ kind: 'otherwise after export', subject: name, context: '' })
  }
  return {
    rows: [
      {
        what: 'lists that are imported whole',
        value: whole / files.length,
        key: 'opml.lists',
        floor: 1,
      },
      { what: 'addresses that are imported', value: imported / addresses },
      { what: 'lists that read the same once exported', value: same / files.length },
      { what: 'lists', value: files.length, unit: 'count' },
      { what: 'addresses', value: addresses, unit: 'count' },
    ],
    misses,
  }
}

/** By the attribute alone, without a parser. */
export function addressesIn(text: string): Set<string> {
  const stated = [...text.matchAll(/\sxmlurl\s*=\s*["']([^"']*)["']/gi)]
  return new Set(
    stated
      .map(([, address = '']) => address.replaceAll('&amp;', '&').trim())
      .map((address) => (URL.canParse(address) ? new URL(address).href : address)),
  )
}
