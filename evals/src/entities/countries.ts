import type { ArticleText } from '@courant/enrich'

import type { Enrich } from '../article.ts'
import type { Measurement, Miss } from '../measurement.ts'
import { type Counts, precision, recall, share } from '../scores/counts.ts'
import { readReuters } from '../sets/reuters.ts'
import { countryByName, countryOfPlace } from './country-codes.ts'
import { countriesNamedIn } from './country-names.ts'

/**
 * How well the countries that are found in dispatches agree with the places that Reuters gave
 * them. `files` are files of Reuters-21578 as JSON.
 */
export function measureCountries(files: Iterable<string>, enrich: Enrich): Measurement {
  const misses: Miss[] = []
  const links = nothing()
  const named = nothing()
  const plain = nothing()
  const about = nothing()
  let inPlaces = 0
  for (const file of files) {
    for (const { id, article, places } of readReuters(file)) {
      const text = textOf(article)
      const gold = new Set(places.flatMap((place) => countryOfPlace(place) ?? []))
      const inText = countriesNamedIn(text)
      const found = new Map<string, string>()
      const central = new Set<string>()
      for (const { entity, spans, about } of enrich(article).mentions) {
        const code = entity.kind === 'COUNTRY' ? countryByName(entity.name) : null
        if (code === null) continue
        found.set(code, spans[0]?.surface ?? '')
        if (about) central.add(code)
      }
      count(plain, gold, found)
      count(about, gold, central)
      for (const [code, surface] of found) {
        if (gold.has(code)) links.right += 1
        else if (!inText.has(code)) {
          links.wrong += 1
          misses.push(miss('wrong', `${surface} -> ${code}`, id, text, text.indexOf(surface)))
        }
      }
      for (const code of gold) {
        const at = inText.get(code)
        if (at === undefined) continue
        inPlaces += 1
        if (found.has(code)) named.right += 1
        else {
          named.missed += 1
          misses.push(miss('not found', code, id, text, at))
        }
      }
    }
  }
  return {
    rows: [
      { what: 'precision', value: precision(links), key: 'countries.precision', floor: 0.95 },
      { what: 'recall', value: recall(named), key: 'countries.recall', floor: 0.85 },
      { what: 'precision against places alone', value: precision(plain) },
      { what: 'recall against places alone', value: recall(plain) },
      {
        what: 'places that the text names',
        value: share(inPlaces, plain.right + plain.missed),
      },
      { what: 'precision of those it is about', value: precision(about) },
    ],
    misses,
  }
}

function nothing(): Counts {
  return { right: 0, wrong: 0, missed: 0 }
}

function count(
  counts: Counts,
  gold: Set<string>,
  found: { has(code: string): boolean; size: number },
) {
  const right = [...gold].filter((code) => found.has(code)).length
  counts.right += right
  counts.wrong += found.size - right
  counts.missed += gold.size - right
}

function textOf({ headline, lead, sections }: ArticleText): string {
  return [headline, lead, ...sections.flatMap(({ paragraphs }) => paragraphs)].join('\n')
}

function miss(kind: string, subject: string, id: string, text: string, at: number): Miss {
  const from = Math.max(0, at - 60)
  return {
    kind,
    subject,
    context: `${id}: ${text.slice(from, from + 160).replaceAll(/\s+/g, ' ')}`,
  }
}
