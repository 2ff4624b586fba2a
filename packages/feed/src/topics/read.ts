import type { Db, Topic } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { isUuid } from '../id.ts'

/** Every topic in use, parents before their children, each level by code. */
export async function allTopics(db: Db): Promise<Topic[]> {
  return db.topic.findMany({
    where: { retiredAt: null },
    orderBy: [{ parentId: { sort: 'asc', nulls: 'first' } }, { code: 'asc' }],
  })
}

/** The topic with an id, a code or a slug; one that was replaced is found as its successor. */
export async function findTopic(
  db: Db,
  by: { id: string } | { code: string } | { slug: string },
): Promise<Topic | null> {
  if ('id' in by && !isUuid(by.id)) return null
  const topic = await db.topic.findUnique({ where: by, include: { replacedBy: true } })
  if (!topic) return null
  const { replacedBy, ...own } = topic
  return replacedBy ?? own
}

/**
 * The topic with an id, a slug or a code.
 * @param field what the caller calls it
 * @throws {CourantError} UNKNOWN_TOPIC
 */
export async function requireTopic(db: Db, name: string, field: string): Promise<Topic> {
  const topic =
    (await findTopic(db, { slug: name })) ??
    (await findTopic(db, { code: name })) ??
    (await findTopic(db, { id: name }))
  if (topic) return topic
  throw new CourantError('UNKNOWN_TOPIC', `There is no topic "${name}".`, field)
}

export async function topicsById(db: Db, ids: readonly string[]): Promise<Map<string, Topic>> {
  const rows = await db.topic.findMany({ where: { id: { in: [...ids] } } })
  return new Map(rows.map((row) => [row.id, row]))
}
