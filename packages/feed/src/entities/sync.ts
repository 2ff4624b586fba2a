import { type Db, Prisma } from '@courant/prisma'

import type { DraftEntity } from '../articles/draft.ts'
import type { Transaction } from '../transaction.ts'
import { findEntities, insertEntities } from './ensure.ts'
import { holdActors } from './lock.ts'

export interface KnownTopic {
  code: string
  slug: string
  label: string
  labelDe: string
  parentCode: string | null
  /** ISO 8601. */
  retiredAt: string | null
  replacedByCode: string | null
}

export interface Knowledge {
  /** Changes with the content. */
  hash: string
  entities: readonly DraftEntity[]
  topics: readonly KnownTopic[]
}

/**
 * Brings the knowledge base's entities and topics into the database, so that they can be searched,
 * followed and filtered by before an article names them. What is there follows the knowledge base,
 * proposed entities too, except for what an editor set. An entity that the knowledge base no longer
 * holds stays. Does nothing when this knowledge was the last one written.
 */
export async function syncKnowledge(db: Db, knowledge: Knowledge): Promise<void> {
  if (await isWritten(db, knowledge)) return
  await db.$transaction(
    async (tx) => {
      await holdActors(tx)
      if (await isWritten(tx, knowledge)) return
      await tx.instance.update({ where: { id: 1 }, data: { knowledgeHash: knowledge.hash } })
      await syncTopics(tx, knowledge.topics)
      await syncEntities(tx, knowledge.entities)
    },
    { timeout: 60_000, maxWait: 60_000 },
  )
}

async function isWritten(db: Db | Transaction, { hash }: Knowledge): Promise<boolean> {
  const { knowledgeHash } = await db.instance.findUniqueOrThrow({ where: { id: 1 } })
  return knowledgeHash === hash
}

async function syncEntities(tx: Transaction, entities: readonly DraftEntity[]): Promise<void> {
  await freeWikidataIds(tx, entities)
  await insertEntities(tx, entities, 'KNOWLEDGE')
  const rows = await rowsOf(tx, entities)
  // A Wikidata id that another entity bears stays there: two entities that turn out to be one are merged.
  await tx.$executeRaw(Prisma.sql`
    UPDATE entity e SET (name, kind, description, wikidata_id, origin) = (
      next.name, next.kind, next.description, next.wikidata_id, 'KNOWLEDGE')
    FROM (
      SELECT e.id,
        CASE WHEN 'name' = ANY(e.edited_fields) THEN e.name ELSE r.name END AS name,
        CASE WHEN 'kind' = ANY(e.edited_fields) THEN e.kind ELSE r.kind END AS kind,
        CASE WHEN 'description' = ANY(e.edited_fields) THEN e.description ELSE r.description
          END AS description,
        CASE WHEN EXISTS (SELECT FROM entity WHERE wikidata_id = r.wikidata_id) THEN e.wikidata_id
          ELSE COALESCE(r.wikidata_id, e.wikidata_id) END AS wikidata_id
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, name text,
          kind "EntityKind", description text, wikidata_id text)
        JOIN entity e ON e.id = r.id
    ) AS next
    WHERE e.id = next.id AND (e.name, e.kind, e.description, e.wikidata_id, e.origin)
      IS DISTINCT FROM (next.name, next.kind, next.description, next.wikidata_id, 'KNOWLEDGE')`)
  await syncAliases(tx, rows)
}

/** A Wikidata id that moves from one entity to another must leave the first before it enters the second. */
async function freeWikidataIds(tx: Transaction, entities: readonly DraftEntity[]): Promise<void> {
  const rows = entities.map(({ slug, wikidataId }) => ({ slug, wikidata_id: wikidataId }))
  await tx.$executeRaw(Prisma.sql`
    UPDATE entity e SET wikidata_id = NULL
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(slug text, wikidata_id text)
    WHERE e.slug = r.slug AND e.wikidata_id <> r.wikidata_id`)
}

/** The knowledge base's entities with the ids they have in the database, each id once. */
async function rowsOf(tx: Transaction, entities: readonly DraftEntity[]) {
  const found = await findEntities(tx, entities)
  const rows = new Map<string, DraftEntity>()
  for (const entity of entities) {
    const known = found.get(entity.slug)
    // One that was found by its Wikidata id gives way to one with the slug itself.
    if (known && (known.slug === entity.slug || !rows.has(known.id))) rows.set(known.id, entity)
  }
  return [...rows].map(([id, { name, kind, description, wikidataId, aliases }]) => ({
    id,
    name,
    kind,
    description,
    wikidata_id: wikidataId,
    aliases: aliases.map(({ text, language, caseSensitive, ambiguous }) => ({
      text,
      language,
      case_sensitive: caseSensitive,
      ambiguous,
    })),
  }))
}

type EntityRows = Awaited<ReturnType<typeof rowsOf>>

async function syncAliases(tx: Transaction, rows: EntityRows): Promise<void> {
  const stated = Prisma.sql`
    SELECT e.id AS entity_id, a.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(id uuid, aliases jsonb)
      JOIN entity e ON e.id = r.id
      CROSS JOIN LATERAL jsonb_to_recordset(r.aliases)
        AS a(text text, language text, case_sensitive boolean, ambiguous boolean)
    WHERE NOT ('aliases' = ANY(e.edited_fields))`
  await tx.$executeRaw(Prisma.sql`
    WITH stated AS (${stated})
    DELETE FROM entity_alias a
    WHERE a.entity_id IN (SELECT entity_id FROM stated)
      AND (a.entity_id, a.text, a.language) NOT IN (SELECT entity_id, text, language FROM stated)`)
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO entity_alias AS a (entity_id, text, language, case_sensitive, ambiguous)
    SELECT DISTINCT ON (entity_id, text, language) * FROM (${stated}) AS stated
    ON CONFLICT (entity_id, text, language) DO UPDATE
      SET case_sensitive = EXCLUDED.case_sensitive, ambiguous = EXCLUDED.ambiguous
      WHERE (a.case_sensitive, a.ambiguous) <> (EXCLUDED.case_sensitive, EXCLUDED.ambiguous)`)
}

async function syncTopics(tx: Transaction, topics: readonly KnownTopic[]): Promise<void> {
  const rows = topics.map(({ code, slug, label, labelDe, retiredAt }) => ({
    code,
    slug,
    label,
    label_de: labelDe,
    retired_at: retiredAt,
  }))
  await tx.topic.createMany({
    data: topics.map(({ code, slug, label, labelDe }) => ({ code, slug, label, labelDe })),
    skipDuplicates: true,
  })
  await tx.$executeRaw(Prisma.sql`
    UPDATE topic t SET slug = r.slug, label = r.label, label_de = r.label_de, retired_at = r.retired_at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(code text, slug text, label text, label_de text, retired_at timestamptz)
    WHERE t.code = r.code`)
  const links = topics.map(({ code, parentCode, replacedByCode }) => ({
    code,
    parent_code: parentCode,
    replaced_by_code: replacedByCode,
  }))
  await tx.$executeRaw(Prisma.sql`
    UPDATE topic t SET parent_id = parent.id, replaced_by_id = successor.id
    FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
        AS r(code text, parent_code text, replaced_by_code text)
      LEFT JOIN topic parent ON parent.code = r.parent_code
      LEFT JOIN topic successor ON successor.code = r.replaced_by_code
    WHERE t.code = r.code`)
}
