import { type Db, type Entity, type EntityMerge, Prisma } from '@courant/prisma'

import { collect } from '../collect.ts'

/** That an entity stands for another one, too. */
export type MergeIntoOne = EntityMerge & { from: Entity }

const shownAtMost = 100

/** Who was merged into entities and can be taken out again, the latest first, by the id of who stayed. */
export async function mergesInto(
  db: Db,
  entityIds: readonly string[],
): Promise<Map<string, MergeIntoOne[]>> {
  const shown = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT m.id FROM unnest(${[...entityIds]}::uuid[]) AS asked(id) CROSS JOIN LATERAL (
      SELECT id FROM entity_merge WHERE into_id = asked.id AND unmerged_at IS NULL
      ORDER BY merged_at DESC, id DESC LIMIT ${shownAtMost}) m`)
  const merges = await db.entityMerge.findMany({
    where: { id: { in: shown.map(({ id }) => id) } },
    include: { from: true },
    orderBy: [{ mergedAt: 'desc' }, { id: 'desc' }],
  })
  return collect(
    merges,
    ({ intoId }) => intoId,
    (merge) => merge,
  )
}
