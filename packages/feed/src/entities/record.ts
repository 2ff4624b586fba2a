import type { Db, Entity, EntityMerge } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { isUuid } from '../id.ts'
import type { Transaction } from '../transaction.ts'
import { aliasesOf } from './read.ts'

/** A merge with the two it joined. */
export type MergeRecord = EntityMerge & { from: Entity; into: Entity }

/** All that is known of an entity, for those who edit. */
export interface EntityRecord {
  entity: Entity
  /** Whom it stands for, where it was merged. */
  mergedInto: Entity | null
  /** Who was merged into it, by slug. */
  merged: Entity[]
  /** In alphabetical order; those of `merged` included. */
  aliases: string[]
  /** Articles that show it as their actor. */
  articles: number
  /** Every merge it took part in, oldest first. */
  merges: MergeRecord[]
}

/**
 * The entity of an id or slug itself: one that was merged is not followed.
 * @throws {CourantError} UNKNOWN_ACTOR
 */
export async function entityItself(
  db: Db | Transaction,
  member: string,
  field: string,
): Promise<Entity> {
  const entity =
    (await db.entity.findUnique({ where: { slug: member } })) ??
    (isUuid(member) ? await db.entity.findUnique({ where: { id: member } }) : null)
  if (entity) return entity
  throw new CourantError('UNKNOWN_ACTOR', `There is no actor "${member}".`, field)
}

/**
 * @param member an id or a slug; one that was merged is not followed
 * @throws {CourantError} UNKNOWN_ACTOR
 */
export async function entityRecord(db: Db, member: string): Promise<EntityRecord> {
  const entity = await entityItself(db, member, 'id')
  const { id, mergedIntoId } = entity
  const [mergedInto, merged, aliases, articles, merges] = await Promise.all([
    mergedIntoId ? db.entity.findUnique({ where: { id: mergedIntoId } }) : null,
    db.entity.findMany({ where: { mergedIntoId: id }, orderBy: { slug: 'asc' } }),
    aliasesOf(db, [id]),
    db.mention.count({ where: { entityId: id } }),
    db.entityMerge.findMany({
      where: { OR: [{ fromId: id }, { intoId: id }] },
      include: { from: true, into: true },
      orderBy: [{ mergedAt: 'asc' }, { id: 'asc' }],
    }),
  ])
  return { entity, mergedInto, merged, aliases: aliases.get(id) ?? [], articles, merges }
}
