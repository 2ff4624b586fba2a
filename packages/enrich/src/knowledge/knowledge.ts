import { createHash } from 'node:crypto'

import armedForces from '../../knowledge/entities/armed-forces-and-groups.json' with { type: 'json' }
import cities from '../../knowledge/entities/cities.json' with { type: 'json' }
import companies from '../../knowledge/entities/companies.json' with { type: 'json' }
import countries from '../../knowledge/entities/countries.json' with { type: 'json' }
import institutions from '../../knowledge/entities/institutions.json' with { type: 'json' }
import international from '../../knowledge/entities/international-organisations.json' with { type: 'json' }
import media from '../../knowledge/entities/media.json' with { type: 'json' }
import parties from '../../knowledge/entities/parties.json' with { type: 'json' }
import people from '../../knowledge/entities/people.json' with { type: 'json' }
import regions from '../../knowledge/entities/regions.json' with { type: 'json' }
import science from '../../knowledge/entities/science.json' with { type: 'json' }
import society from '../../knowledge/entities/society.json' with { type: 'json' }
import sport from '../../knowledge/entities/sport.json' with { type: 'json' }
import topics from '../../knowledge/topics.json' with { type: 'json' }
import type { EntityDescriptor, KnownEntity } from './entity.ts'
import { type EntityLine, parseEntity } from './parse.ts'
import type { TopicDescriptor } from './topic.ts'

const lines: readonly EntityLine[] = [
  ...countries,
  ...regions,
  ...cities,
  ...people,
  ...international,
  ...institutions,
  ...armedForces,
  ...parties,
  ...companies,
  ...media,
  ...sport,
  ...science,
  ...society,
]

/** Every entity of the knowledge base, as the linker reads it. */
export const knownEntities: readonly KnownEntity[] = lines.map(parseEntity)

const knownTopics: readonly TopicDescriptor[] = topics

/** What the knowledge base holds; `hash` changes whenever any of it does. */
export const knowledge: {
  hash: string
  entities: readonly EntityDescriptor[]
  topics: readonly TopicDescriptor[]
} = {
  hash: createHash('sha256')
    .update(JSON.stringify([lines, knownTopics]))
    .digest('hex'),
  entities: knownEntities.map(({ slug, name, kind, wikidataId, description, aliases }) => ({
    slug,
    name,
    kind,
    wikidataId,
    description,
    aliases,
  })),
  topics: knownTopics,
}
