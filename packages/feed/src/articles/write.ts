import { type Article, type Db, Prisma } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { ring } from '../events/doorbell.ts'
import { type Claim, once } from '../once.ts'
import type { ArticleDraft } from './draft.ts'
import { unknownArticle } from './remove.ts'
import { type SavedArticle, saveArticlesIn } from './save.ts'

/** Milliseconds; a save waits for merges of actors. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 }

/**
 * Saves an article that an editor wrote.
 * @returns its id; asked again with the same claim, the first one's
 * @throws {CourantError} ARTICLE_EXISTS: its source has it already; what `once` throws
 */
export async function addArticle(
  db: Db,
  draft: ArticleDraft,
  claim: Claim | null,
): Promise<{ articleId: string }> {
  const { sourceId, key } = draft
  const added = await once(db, claim, async (tx) => {
    await tx.articleRemoval.deleteMany({ where: { sourceId, key } })
    const [saved] = await saveArticlesIn(db, tx, [{ ...draft, byEditor: true }])
    const { articleId, outcome } = saved!
    if (outcome === 'ADDED') return { articleId }
    const problem = `The source has this article already, as "${articleId}". Change that one instead.`
    throw new CourantError('ARTICLE_EXISTS', problem, 'url')
  })
  await ring(db)
  return added
}

/**
 * Saves what an editor made of an article as its next revision.
 * @param base as it was when the draft was made of it
 * @returns null where it was revised meanwhile, so that the draft has to be made anew
 * @throws {CourantError} UNKNOWN_ARTICLE
 */
export async function rewriteArticle(
  db: Db,
  base: Pick<Article, 'id' | 'revision'>,
  draft: ArticleDraft,
): Promise<SavedArticle | null> {
  const saved = await db
    .$transaction(async (tx) => {
      const [written] = await saveArticlesIn(db, tx, [{ ...draft, byEditor: true }])
      const { articleId, outcome, revision } = written!
      // It was removed meanwhile, and what was saved is another.
      if (articleId !== base.id) throw unknownArticle(base.id)
      const before = outcome === 'REVISED' ? revision - 1 : revision
      if (before !== base.revision) throw new Overtaken()
      if (outcome === 'UNCHANGED') {
        await tx.$executeRaw(
          Prisma.sql`UPDATE article SET edited_at = now() WHERE id = ${base.id}::uuid`,
        )
      }
      return written!
    }, longTransaction)
    .catch((error: unknown) => {
      if (error instanceof Overtaken) return null
      throw error
    })
  if (saved?.outcome === 'REVISED') await ring(db)
  return saved
}

/** Takes the transaction back. */
class Overtaken extends Error {}
