import { describe, expect, it } from 'vitest'

import decoys from '../../knowledge/decoys.json' with { type: 'json' }
import { tokenize } from '../tokens.ts'
import type { KnownEntity } from './entity.ts'
import { knowledge, knownEntities } from './knowledge.ts'

interface Name {
  entity: KnownEntity
  text: string
  language: string
  ambiguous: boolean
}

/** Names that read the same, by what the linker compares. */
function sameNames(): Name[][] {
  const byKey = new Map<string, Name[]>()
  for (const entity of knownEntities) {
    for (const { text, language, ambiguous, caseSensitive } of entity.aliases) {
      const words = tokenize(text).map((token) => (caseSensitive ? token.text : token.norm))
      const key = words.join(' ')
      byKey.set(key, [...(byKey.get(key) ?? []), { entity, text, language, ambiguous }])
    }
  }
  return [...byKey.values()].filter((names) => names.length > 1)
}

function meet(a: Name, b: Name): boolean {
  return a.language === '' || b.language === '' || a.language === b.language
}

describe('the knowledge base', () => {
  it('gives every entity a slug, a name and a Wikidata id of its own', () => {
    const slugs = knownEntities.map(({ slug }) => slug)
    expect(repeated(slugs)).toEqual([])
    expect(repeated(knownEntities.flatMap(({ wikidataId }) => wikidataId ?? []))).toEqual([])
    for (const { slug } of knownEntities) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  it('knows at least 1,500 actors beside countries and cities, each described', () => {
    const curated = knownEntities.filter(
      ({ kind, description }) => kind !== 'COUNTRY' && !/^(city|capital) /.test(description ?? ''),
    )
    expect(curated.length).toBeGreaterThanOrEqual(1500)
    expect(knownEntities.filter(({ description }) => !description).map(({ slug }) => slug)).toEqual([])
  })

  it('lets a name stand for two entities only where each use needs support', () => {
    const clashes = sameNames().flatMap((names) =>
      names.flatMap((a, i) =>
        names
          .slice(i + 1)
          .filter((b) => a.entity !== b.entity && meet(a, b) && !a.ambiguous && !b.ambiguous)
          .map((b) => `${a.text}: ${a.entity.slug}, ${b.entity.slug}`),
      ),
    )
    expect(clashes).toEqual([])
  })

  it('gives an ambiguous name a rule: words of context, a place, or a full name to follow', () => {
    const withoutRule = knownEntities.filter(
      ({ aliases, context, kind }) =>
        context.length === 0 &&
        kind === 'ORGANIZATION' &&
        aliases.some(({ ambiguous }) => ambiguous) &&
        aliases.every(({ ambiguous }) => ambiguous),
    )
    expect(withoutRule.map(({ slug }) => slug)).toEqual([])
  })

  it('has no decoy that is the name of an entity', () => {
    const names = new Set(knownEntities.flatMap(({ aliases }) => aliases.map(({ text }) => text)))
    expect(decoys.filter((text) => names.has(text))).toEqual([])
  })

  it('has no name twice in an entity', () => {
    const twice = knownEntities.flatMap(({ slug, aliases }) =>
      repeated(aliases.filter(({ language }) => language === '').map(({ text }) => text)).map(
        (text) => `${slug}: ${text}`,
      ),
    )
    expect(twice).toEqual([])
  })

  it('changes its hash with its content', () => {
    expect(knowledge.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(knowledge.entities).toHaveLength(knownEntities.length)
  })
})

function repeated(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at)
}
