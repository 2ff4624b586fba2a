import { entitiesById, sourcesById, topicsById } from '@courant/feed'
import type { Db, Entity, Source, Topic } from '@courant/prisma'

import { createKept } from '../answers/kept.ts'
import type { Watch } from '../live/reader.ts'

/** Names that pages show over and over, kept until one is changed. */
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
    forget: (of) => all.forEach(({ forget }) => forget(of)),
    distrust: () => all.forEach(({ distrust }) => distrust()),
  }
}

function createNames<Row extends object>(
  db: () => Db,
  read: (db: Db, ids: readonly string[]) => Promise<Map<string, Row>>,
  max: number,
): Names<Row> & Watch {
  const { get, begin, forget, distrust } = createKept<Row>({ max }, ['names'])
  return {
    async load(ids) {
      const keep = begin()
      const found = new Map<string, Row>()
      const missing: string[] = []
      for (const id of new Set(ids)) {
        const row = get(id)
        if (row) found.set(id, row)
        else missing.push(id)
      }
      if (missing.length > 0) {
        for (const [id, row] of await read(db(), missing)) {
          found.set(id, row)
          keep(id, row)
        }
      }
      return (id) => {
        const row = found.get(id)
        if (row) return row
        throw new Error(`${read.name} found no row ${id}`)
      }
    },
    forget,
    distrust,
  }
}
