import { entitiesById, sourcesById, topicsById } from '@courant/feed'
import type { Db, Entity, Source, Topic } from '@courant/prisma'
import { LRUCache } from 'lru-cache'

import type { Watch } from '../live/reader.ts'

/** Names that pages show over and over, kept until something is written that changes one. */
export interface Directory extends Watch {
  entities: Names<Entity>
  topics: Names<Topic>
  sources: Names<Source>
}

export interface Names<Row extends object> {
  /** Reads those that are not kept; afterwards each is there to `get`, but for those that are gone. */
  load(ids: Iterable<string>): Promise<Named<Row>>
}

export type Named<Row> = (id: string) => Row

/** An actor's row takes half a kilobyte. */
const entitiesKept = 50_000

export function createDirectory(db: () => Db): Directory {
  const entities = createNames<Entity>(db, entitiesById, entitiesKept)
  const topics = createNames<Topic>(db, topicsById, 5_000)
  const sources = createNames<Source>(db, sourcesById, 5_000)
  const all = [entities, topics, sources]
  return {
    entities,
    topics,
    sources,
    forget: () => all.forEach(({ forget }) => forget()),
    distrust: () => all.forEach(({ distrust }) => distrust()),
  }
}

function createNames<Row extends object>(
  db: () => Db,
  read: (db: Db, ids: readonly string[]) => Promise<Map<string, Row>>,
  max: number,
): Names<Row> & Watch {
  const kept = new LRUCache<string, Row>({ max })
  let generation = 0
  let trusted = true
  return {
    async load(ids) {
      const begun = generation
      const found = new Map<string, Row>()
      const missing: string[] = []
      for (const id of new Set(ids)) {
        const row = trusted ? kept.get(id) : undefined
        if (row) found.set(id, row)
        else missing.push(id)
      }
      if (missing.length > 0) {
        for (const [id, row] of await read(db(), missing)) {
          found.set(id, row)
          if (begun === generation && trusted) kept.set(id, row)
        }
      }
      return (id) => {
        const row = found.get(id)
        if (row) return row
        throw new Error(`${read.name} found no row ${id}`)
      }
    },
    forget() {
      generation += 1
      trusted = true
      kept.clear()
    },
    distrust() {
      generation += 1
      trusted = false
      kept.clear()
    },
  }
}
