import { type Db, Prisma, type Takeaway } from '@courant/prisma'

import { CourantError } from '../errors.ts'
import { ring } from '../events/doorbell.ts'
import { writeRetagged } from '../events/retagged.ts'
import { isUuid } from '../id.ts'
import type { Transaction } from '../transaction.ts'
import { findQuote } from './quote.ts'

/** UTF-16 units. */
const longestTakeaway = 1_000

/** What to change of a takeaway; what is not given stays. */
export interface TakeawayChanges {
  text?: string | null
  /** A literal slice of the article that supports it; an empty text for none. */
  quote?: string | null
}

/**
 * Changes a takeaway, which is an editor's from then on: it stays in its place when the article is revised.
 * The article is RETAGGED in the event log.
 * @throws {CourantError} UNKNOWN_TAKEAWAY; BAD_TAKEAWAY: empty or too long; BAD_QUOTE: the article does not
 *   say so
 */
export async function updateTakeaway(
  db: Db,
  id: string,
  { text, quote }: TakeawayChanges,
): Promise<Takeaway> {
  const clean = text == null ? null : text.replace(/\s+/g, ' ').trim()
  if (clean === '' || (clean && clean.length > longestTakeaway)) {
    const problem = `A takeaway is a sentence of at most ${longestTakeaway} characters.`
    throw new CourantError('BAD_TAKEAWAY', problem, 'text')
  }
  const updated = await db.$transaction(async (tx) => {
    const found = await hold(tx, id)
    const evidence = quote == null ? {} : await evidenceOf(tx, found.articleId, quote)
    const takeaway = await tx.takeaway.update({
      where: { id },
      data: { text: clean ?? found.text, origin: 'EDITOR', model: null, ...evidence },
    })
    await writeRetagged(tx, Prisma.sql`SELECT ${found.articleId}::uuid`)
    return takeaway
  })
  await ring(db)
  return updated
}

/** The takeaway, with its article held: a revision of that would take it away. */
async function hold(tx: Transaction, id: string): Promise<Takeaway> {
  const where = isUuid(id) ? id : null
  await tx.$executeRaw(Prisma.sql`
    SELECT FROM article WHERE id = (SELECT article_id FROM takeaway WHERE id = ${where}::uuid)
    FOR UPDATE`)
  const found = where && (await tx.takeaway.findUnique({ where: { id: where } }))
  if (found) return found
  const problem = `There is no takeaway "${id}". It has another id since the article was revised.`
  throw new CourantError('UNKNOWN_TAKEAWAY', problem, 'id')
}

async function evidenceOf(tx: Transaction, articleId: string, quote: string) {
  const { lead, revision, sections } = await tx.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { lead: true, revision: true, sections: { orderBy: { position: 'asc' } } },
  })
  const found = findQuote(quote, { lead, sections })
  if (!found && quote !== '') {
    const problem = 'This does not stand in the lead or the body of the article letter for letter.'
    throw new CourantError('BAD_QUOTE', problem, 'quote')
  }
  return {
    evidenceQuote: found?.quote ?? null,
    evidenceSection: found?.section ?? null,
    evidenceParagraph: found?.paragraph ?? null,
    evidenceStart: found?.start ?? null,
    evidenceEnd: found?.end ?? null,
    evidenceRevision: found ? revision : null,
  }
}
