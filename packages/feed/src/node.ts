import {
  type Article,
  type Db,
  type Entity,
  Prisma,
  type Source,
  type Story,
  type Topic,
} from '@courant/prisma'

import { findEntity } from './entities/read.ts'
import { isUuid } from './id.ts'
import { findStory } from './stories/read.ts'
import { findTopic } from './topics/read.ts'

/** What an id can stand for. */
export type FeedNode =
  | { type: 'Article'; row: Article }
  | { type: 'Entity'; row: Entity }
  | { type: 'Topic'; row: Topic }
  | { type: 'Source'; row: Source }
  | { type: 'Story'; row: Story }

/** Whatever has this id; ids are unique over all kinds. Merged entities, replaced topics and merged stories resolve. */
export async function findNode(db: Db, id: string): Promise<FeedNode | null> {
  if (!isUuid(id)) return null
  const [found] = await db.$queryRaw<{ type: FeedNode['type'] }[]>(Prisma.sql`
    SELECT 'Article' AS type FROM article WHERE id = ${id}::uuid
    UNION ALL SELECT 'Entity' FROM entity WHERE id = ${id}::uuid
    UNION ALL SELECT 'Topic' FROM topic WHERE id = ${id}::uuid
    UNION ALL SELECT 'Source' FROM source WHERE id = ${id}::uuid
    UNION ALL SELECT 'Story' FROM story WHERE id = ${id}::uuid`)
  switch (found?.type) {
    case 'Article': {
      const row = await db.article.findUnique({ where: { id } })
      return row && { type: 'Article', row }
    }
    case 'Entity': {
      const row = await findEntity(db, { id })
      return row && { type: 'Entity', row }
    }
    case 'Topic': {
      const row = await findTopic(db, { id })
      return row && { type: 'Topic', row }
    }
    case 'Source': {
      const row = await db.source.findUnique({ where: { id } })
      return row && { type: 'Source', row }
    }
    case 'Story': {
      const row = await findStory(db, id)
      return row && { type: 'Story', row }
    }
    case undefined:
      return null
  }
}
