import {
  type ArticleFilter,
  type ArticleVersion,
  articleVersionPage,
  type PageRequest,
  type ReadPage,
  wholeArticlePage,
  wholeArticles,
} from '@courant/feed'
import type { Db } from '@courant/prisma'

import { createKept, longestKept } from '../answers/kept.ts'
import type { Watch } from '../live/reader.ts'
import { writeArticles, type WrittenArticle } from './article.ts'
import type { PagePlan, WrittenPage } from './article-page.ts'
import type { Directory } from './directory.ts'

type FeedRequest = PageRequest & { filter?: ArticleFilter | null }

/** A page of articles as JSON, as it is planned. */
export type WritePage = (plan: PagePlan, request: FeedRequest) => Promise<string>

/**
 * Writes pages, and keeps each article as it was written under its revision: the page that changes as
 * articles come is mostly made of those that were on it before. What changes an article without a revision,
 * a name, a merge or an editor's takeaway, makes everything be forgotten.
 * @param maxBytes of articles; 0 keeps none
 */
export function createWritePage(
  currentDb: () => Db,
  directory: Directory,
  maxBytes: number,
): Watch & { writePage: WritePage } {
  const kept = createKept<WrittenArticle>(
    {
      maxSize: maxBytes,
      // A character takes one byte or two.
      sizeCalculation: (texts, key) =>
        200 + 2 * texts.reduce((sum, { length }) => sum + length, key.length),
      ttl: longestKept,
    },
    ['names'],
  )
  const numbers = new WeakMap<PagePlan, number>()
  let plans = 0

  /** Tells what was written for one plan from what was for another. */
  function numberOf(plan: PagePlan): number {
    const number = numbers.get(plan) ?? (plans += 1)
    numbers.set(plan, number)
    return number
  }

  /** @throws {Error} when one was removed meanwhile */
  async function writeNew(
    db: Db,
    plan: PagePlan,
    versions: readonly ArticleVersion[],
  ): Promise<WrittenArticle[]> {
    const number = numberOf(plan)
    const keyOf = ({ id, revision, story }: ArticleVersion) =>
      `${number} ${id} ${revision} ${story ? `${story.id} ${story.articleCount}` : ''}`
    const keep = kept.begin()
    const texts = new Map(versions.map((version) => [version.id, kept.get(keyOf(version))]))
    const missing = versions.filter(({ id }) => !texts.get(id)).map(({ id }) => id)
    if (missing.length > 0) {
      const read = [...(await wholeArticles(db, missing, plan.parts)).values()]
      const written = await writeArticles(directory, plan, read)
      for (const [at, article] of read.entries()) {
        texts.set(article.id, written[at])
        keep(keyOf(article), written[at]!)
      }
    }
    return versions.map(({ id }) => {
      const text = texts.get(id)
      if (text) return text
      throw new Error(`The article ${id} was removed meanwhile.`)
    })
  }

  async function writePage(plan: PagePlan, request: FeedRequest): Promise<string> {
    // The same for the page and its articles.
    const db = currentDb()
    if (maxBytes === 0) {
      const page = await wholeArticlePage(db, request, plan.parts)
      return plan.page(around(page, await writeArticles(directory, plan, page.articles)), undefined)
    }
    const page = await articleVersionPage(db, request, plan.parts)
    return plan.page(around(page, await writeNew(db, plan, page.articles)), undefined)
  }

  return { writePage, forget: kept.forget, distrust: kept.distrust }
}

function around(page: ReadPage<unknown>, written: readonly WrittenArticle[]): WrittenPage {
  const edges = page.cursors.map((cursor, at) => ({ cursor, texts: written[at]! }))
  return { ...page, edges }
}
