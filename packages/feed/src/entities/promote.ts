import { Prisma } from '@courant/prisma'

import type { DraftEntity } from '../articles/draft.ts'
import { writeRetagged } from '../events/retagged.ts'
import type { Transaction } from '../transaction.ts'
import { attributeMentions, forgetSole, mentionColumns } from './attribute.ts'

/**
 * Makes the candidates of names that became entities mentions of them, and writes into the event log
 * that the actors of their articles changed. The names' rows are locked, and their entities are there; a
 * slug that something else took meanwhile leaves its candidates as they are.
 * @param options.besides articles whose events are written anyway
 */
export async function promoteNames(
  tx: Transaction,
  names: readonly DraftEntity[],
  { besides }: { besides: readonly string[] },
): Promise<void> {
  if (names.length === 0) return
  const keys = JSON.stringify(names.map(({ slug, kind }) => ({ slug, kind })))
  const promoted = await tx.$queryRaw<{ slug: string; kind: string }[]>(Prisma.sql`
    UPDATE proposed_name n SET entity_id = e.id
    FROM jsonb_to_recordset(${keys}::jsonb) AS r(slug text, kind "EntityKind")
      JOIN entity e ON e.slug = r.slug AND e.kind = r.kind AND e.origin = 'PROPOSED'
    WHERE n.slug = r.slug AND n.kind = r.kind
    RETURNING n.slug, n.kind`)
  const itsNames = Prisma.sql`
    jsonb_to_recordset(${JSON.stringify(promoted)}::jsonb) AS r(slug text, kind "EntityKind")`
  await attributeMentions(
    tx,
    Prisma.sql`
      SELECT article_id, entity_id, ${mentionColumns}
      FROM candidate JOIN proposed_name n USING (slug, kind) JOIN ${itsNames} USING (slug, kind)`,
  )
  const freed = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    DELETE FROM candidate c USING ${itsNames}
    WHERE c.slug = r.slug AND c.kind = r.kind RETURNING c.article_id AS id`)
  const articles = [...new Set(freed.map(({ id }) => id))]
  await forgetSole(tx, Prisma.sql`SELECT unnest(${articles}::uuid[])`)
  const already = new Set(besides)
  const others = articles.filter((id) => !already.has(id))
  await writeRetagged(tx, Prisma.sql`SELECT unnest(${others}::uuid[])`)
}
