import type { Db } from '@courant/prisma'

/** Which of these names a source gave to several articles at once. */
export async function sharedNames(
  db: Db,
  sourceId: string,
  names: readonly string[],
): Promise<Set<string>> {
  if (names.length === 0) return new Set()
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM shared_name WHERE source_id = ${sourceId}::uuid AND name = ANY(${[...names]})`
  return new Set(rows.map(({ name }) => name))
}

/** An article that was saved under a name, before others of its source bore that name as well. */
export interface NamedArticle {
  key: string
  url: string
  headline: string
}

/**
 * Keeps that a source gives these names to several articles. One that was saved under such a name is
 * known by another from now on.
 * @param keyOf that other name; null leaves the article its name
 */
export async function shareNames(
  db: Db,
  sourceId: string,
  names: readonly string[],
  keyOf: (article: NamedArticle) => string | null,
): Promise<void> {
  if (names.length === 0) return
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO shared_name (source_id, name)
      SELECT ${sourceId}::uuid, name FROM unnest(${[...names]}::text[]) AS name ORDER BY name
      ON CONFLICT DO NOTHING`
    const named = await tx.$queryRaw<(NamedArticle & { id: string })[]>`
      SELECT id, key, url, headline FROM article
      WHERE source_id = ${sourceId}::uuid AND key = ANY(${[...names]}) ORDER BY id FOR UPDATE`
    for (const article of named) {
      const key = keyOf(article)
      if (key === null) continue
      await tx.$executeRaw`
        UPDATE article SET key = ${key} WHERE id = ${article.id}::uuid AND NOT EXISTS (
          SELECT FROM article other WHERE other.source_id = ${sourceId}::uuid AND other.key = ${key})`
    }
  })
}
