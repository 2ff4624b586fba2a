import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { countArticles, ensureSource } from '@courant/feed'
import type { Db } from '@courant/prisma'

import { parseDocument } from './document.ts'
import { enrichAndSave, type PlacedArticle } from './save.ts'
import { sourceOf } from './source.ts'

/**
 * Fills an empty database with sample articles; one that has articles stays as it is.
 * @param options.dir holds plain-text articles, `*.txt`, each with a front matter
 * @param options.now what their dates count from
 * @returns how many were added
 * @throws {IngestError} BAD_TEXT; then nothing was added
 */
export async function loadSamples(
  db: Db,
  { dir, now = new Date() }: { dir: string; now?: Date },
): Promise<number> {
  if ((await countArticles(db)) > 0) return 0
  const files = (await readdir(dir)).filter((file) => file.endsWith('.txt')).toSorted()
  const documents = await Promise.all(
    files.map(async (file) =>
      parseDocument({ name: join(dir, file), content: await readFile(join(dir, file)) }, now),
    ),
  )
  const placed: PlacedArticle[] = []
  for (const { source: stated, articles } of documents) {
    const source = await ensureSource(db, sourceOf(stated, null))
    placed.push(...articles.map((article) => ({ article, source, fileUrl: null })))
  }
  const saved = await enrichAndSave(db, placed)
  return saved.filter(({ outcome }) => outcome === 'ADDED').length
}
