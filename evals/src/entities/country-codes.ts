import list, { type Countries } from 'world-countries'

import { plain } from './plain.ts'

/** Its types are those of a module, and it is loaded as CommonJS. */
const worldCountries = list as unknown as Countries

/** Beside the members of the United Nations. */
const OTHER_STATES = ['PS', 'TW', 'XK']

/** The states of today. */
export const states = worldCountries.filter(
  ({ cca2, independent, unMember }) => independent || unMember || OTHER_STATES.includes(cca2),
)

const byName = new Map<string, string>()
for (const { name, altSpellings, cca2 } of states) {
  for (const text of [
    ...altSpellings.filter((text) => text.length > 3),
    name.official,
    name.common,
  ]) {
    byName.set(plain(text), cca2)
  }
}

byName.set('turkey', 'TR')

/** ISO 3166 code by a country's name; null where it is no state of today. */
export function countryByName(name: string): string | null {
  return byName.get(plain(name)) ?? null
}

/** Where Reuters' code is not the name; null for a state with more than one successor. */
const REUTERS: Record<string, string | null> = {
  antigua: 'AG',
  burma: 'MM',
  congo: 'CG',
  czechoslovakia: null,
  'east-germany': 'DE',
  kampuchea: 'KH',
  swaziland: 'SZ',
  'trinidad-tobago': 'TT',
  uae: 'AE',
  uk: 'GB',
  usa: 'US',
  ussr: 'RU',
  'west-germany': 'DE',
  'yemen-arab-republic': 'YE',
  'yemen-demo-republic': 'YE',
  yugoslavia: null,
  zaire: 'CD',
}

/**
 * The country of today that a place of Reuters-21578 stands for; null for territories such as
 * Hong Kong, and for states that have fallen apart.
 */
export function countryOfPlace(place: string): string | null {
  const known = REUTERS[place]
  return known === undefined ? countryByName(place) : known
}
