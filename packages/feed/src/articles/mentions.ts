import { Prisma } from '@courant/prisma'

import { collect } from '../collect.ts'
import { attributeMentions, mentionColumns, mentionTypes } from '../entities/attribute.ts'
import type { NamedEntity } from '../entities/ensure.ts'
import { rowset } from '../rows.ts'
import type { Transaction } from '../transaction.ts'
import type { PlacedDraft } from './parts.ts'

export interface NewMentions {
  /** Of entities that were not merged, each the only one of its article that means them. */
  plain: MentionRow[]
  /** The others, to be attributed to whom they mean. */
  partial: MentionRow[]
}

/**
 * The mentions of articles that have none yet: one row is to come of each entity that is meant, so that
 * an article stands once in an actor's posting list, whatever was merged.
 * @param entities by slug
 */
export function mentionsOf(
  placed: readonly PlacedDraft[],
  entities: ReadonlyMap<string, NamedEntity>,
): NewMentions {
  const rows = placed.flatMap((place) => mentionRows(place, entities))
  const shownOnce = ({ article_id, meant_id }: MentionRow) => `${article_id} ${meant_id}`
  const together = collect(rows, shownOnce, (row) => row)
  const isPlain = (row: MentionRow) =>
    row.entity_id === row.meant_id && together.get(shownOnce(row))?.length === 1
  return { plain: rows.filter(isPlain), partial: rows.filter((row) => !isPlain(row)) }
}

export function insertMentions(plain: readonly MentionRow[]): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO mention (article_id, entity_id, feed_key, ${mentionColumns})
    SELECT article_id, entity_id, feed_key, ${mentionColumns} FROM ${rowset(plain, rowColumns)}`
}

export async function attributePartial(
  tx: Transaction,
  partial: readonly MentionRow[],
): Promise<void> {
  if (partial.length === 0) return
  await attributeMentions(
    tx,
    Prisma.sql`
      SELECT article_id, entity_id, ${mentionColumns} FROM ${rowset(partial, rowColumns)}`,
  )
}

export type MentionRow = ReturnType<typeof mentionRows>[number]

/** Two slugs may name one entity, where the knowledge base renamed it: the first mention counts. */
function mentionRows(
  { draft, articleId, feedKey }: PlacedDraft,
  entities: ReadonlyMap<string, NamedEntity>,
) {
  const seen = new Set<string>()
  return draft.mentions.flatMap(({ entity, ...mention }) => {
    const { id, meantId } = entities.get(entity.slug)!
    if (seen.has(id)) return []
    seen.add(id)
    return [
      {
        ...mention,
        article_id: articleId,
        entity_id: id,
        meant_id: meantId,
        feed_key: feedKey,
      },
    ]
  })
}

const rowColumns = {
  article_id: 'uuid',
  entity_id: 'uuid',
  feed_key: 'bigint',
  ...mentionTypes,
} as const
