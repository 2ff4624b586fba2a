import { isTopLevel } from './levels.ts'

/** Media Topics codes by class, in lower case; what is right for a class is any of its codes. */
export type TopicsMap = Readonly<Record<string, readonly string[]>>

/** The classes of the BBC set (Greene and Cunningham, 2006) and of 10kGNAD (Der Standard). */
export const builtInMap: TopicsMap = {
  business: ['04000000'],
  entertainment: ['01000000'],
  politics: ['11000000'],
  sport: ['15000000'],
  tech: ['13000000'],
  etat: ['01000000'],
  inland: ['11000000', '16000000'],
  international: ['11000000', '16000000'],
  kultur: ['01000000'],
  panorama: ['02000000', '03000000', '08000000', '17000000'],
  web: ['13000000'],
  wirtschaft: ['04000000', '09000000'],
  wissenschaft: ['13000000', '06000000', '07000000'],
}

/** @throws {Error} that says what of the file is no map of classes to top-level codes. */
export function readTopicsMap(json: string): TopicsMap {
  const map: unknown = JSON.parse(json)
  if (typeof map !== 'object' || map === null || Array.isArray(map))
    throw new Error('The topics map is no JSON object of classes')
  return Object.fromEntries(
    Object.entries(map).map(([label, given]: [string, unknown]) => {
      const codes = typeof given === 'string' ? [given] : given
      if (!Array.isArray(codes) || !codes.every((code) => isTopLevel(String(code)))) {
        throw new Error(`The topics map needs a list of top-level codes for "${label}"`)
      }
      return [label.toLowerCase(), codes]
    }),
  )
}

/**
 * The classes that labels stand for: labels that share a code are one class, as there is no telling
 * them apart by codes.
 * @throws {Error} that names a label which the map does not have.
 */
export function classesOf(labels: Iterable<string>, map: TopicsMap) {
  const classes: { name: string; labels: string[]; codes: Set<string> }[] = []
  for (const label of new Set(labels)) {
    const codes = map[label.toLowerCase()]
    if (codes === undefined) {
      throw new Error(`The topics map has no class "${label}"; name one that has by --topics-map`)
    }
    const one = { labels: [label], codes: new Set(codes) }
    for (const other of classes.filter((it) => codes.some((code) => it.codes.has(code)))) {
      classes.splice(classes.indexOf(other), 1)
      one.labels.push(...other.labels)
      one.codes = new Set([...one.codes, ...other.codes])
    }
    classes.push({ ...one, name: one.labels.toSorted().join('/') })
  }
  return classes
}
