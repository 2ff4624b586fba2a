import type { EntityDescriptor, EntityKind } from '@courant/enrich'
import { describe, expect, it } from 'vitest'

import { isAbout, titleOf } from './dbpedia.ts'

it.each([
  ['http://dbpedia.org/resource/Ulm_Minster', 'Ulm Minster'],
  ['http://dbpedia.org/resource/F%C3%A9lix_Ulm', 'Félix Ulm'],
  ['http://de.dbpedia.org/resource/Ulm', 'Ulm'],
  ['http://aksw.org/notInWiki/Ulm', null],
])('%s is titled %s', (resource, title) => {
  expect(titleOf(resource)).toBe(title)
})

describe('an entity and a title', () => {
  const entity = (name: string, kind: EntityKind, description = '', aliases: string[] = []) => ({
    slug: name.toLowerCase().replaceAll(' ', '-'),
    name,
    kind,
    wikidataId: null,
    description,
    aliases: aliases.map((text) => ({
      text,
      language: '',
      caseSensitive: false,
      ambiguous: false,
    })),
  })
  const georgia = entity('Georgia', 'COUNTRY')
  const portland = entity('Portland', 'PLACE', 'city in United States')

  it.each<[EntityDescriptor, string, boolean]>([
    [entity('Chevron', 'ORGANIZATION'), 'Chevron Corporation', true],
    [entity('Real Madrid', 'ORGANIZATION'), 'Real Madrid C.F.', true],
    [entity('Madrid', 'PLACE'), 'Real Madrid C.F.', false],
    [entity('Felix Hernandez', 'PERSON'), 'Félix Hernández', true],
    [entity('US Army', 'ORGANIZATION'), 'United States Army', true],
    [entity('NATO', 'ORGANIZATION', '', ['North Atlantic Treaty Organization']), 'NATO', true],
    [georgia, 'Georgia (country)', true],
    [georgia, 'Georgia (U.S. state)', false],
    [portland, 'Portland, Oregon', true],
    [portland, 'Portland, Maine', false],
    [portland, 'Portland, Victoria', false],
  ])('$name, "%s": %s', (entity, title, same) => {
    expect(isAbout(entity, title)).toBe(same)
  })
})
