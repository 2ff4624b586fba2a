import { Prisma } from '@courant/prisma'

import { collect } from '../collect.ts'
import { attributeMentions, mentionColumns } from '../entities/attribute.ts'
import type { NamedEntity } from '../entities/ensure.ts'
import type { Transaction } from '../transaction.ts'
import type { PlacedDraft } from './parts.ts'

/**
 * Inserts the actors of articles that have none yet: one row for each entity that is meant, so that an
 * article stands once in an actor's posting list, whatever was merged.
 * @param entities by slug
 */
export async function insertMentions(
  tx: Transaction,
  placed: readonly PlacedDraft[],
  entities: ReadonlyMap<string, NamedEntity>,
): Promise<void> {
  const rows = placed.flatMap((place) => mentionRows(place, entities))
  if (rows.length === 0) return
  const shownOnce = ({ article_id, meant_id }: MentionRow) => `${article_id} ${meant_id}`
  const together = collect(rows, shownOnce, (row) => row)
  const isPlain = (row: MentionRow) =>
    row.entity_id === row.meant_id && together.get(shownOnce(row))?.length === 1
  const plain = rows.filter(isPlain)
  const partial = rows.filter((row) => !isPlain(row))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO mention (article_id, entity_id, feed_key, ${mentionColumns})
    SELECT article_id, entity_id, feed_key, ${mentionColumns} FROM ${recordset(plain)}`)
  if (partial.length === 0) return
  await attributeMentions(
    tx,
    Prisma.sql`SELECT article_id, entity_id, ${mentionColumns} FROM ${recordset(partial)}`,
  )
}

type MentionRow = ReturnType<typeof mentionRows>[number]

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
        feed_key: String(feedKey),
      },
    ]
  })
}

function recordset(rows: readonly MentionRow[]): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(article_id uuid,
    entity_id uuid, feed_key bigint, count int, salience real, about boolean, method "MentionMethod",
    model text, confidence real, spans jsonb)`
}
