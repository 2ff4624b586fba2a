import type { ReadPage } from '@courant/feed'

import { type ArticlePlan, createArticlePlan, type WrittenArticle } from './article.ts'
import type { AskedRoot } from './plans.ts'
import { type Fields, list, objectOf, plain, type Write } from './write.ts'

/** How a page is read and written that a document asks for. */
export interface PagePlan extends ArticlePlan {
  /** Writes the page around its articles. */
  page: Write<WrittenPage>
}

export interface WrittenPage extends Pick<ReadPage<unknown>, 'pageInfo' | 'liveCursor'> {
  edges: readonly { cursor: () => string; texts: WrittenArticle }[]
}

/**
 * Plans a page of articles whose every field is known here.
 * @throws {Unsupported} where one is not
 */
export function planArticlePage({ asked, root }: AskedRoot): PagePlan {
  const { articles, parts, place } = createArticlePlan(asked)
  const ofEdge: Fields<WrittenPage['edges'][number]> = {
    cursor: plain(({ cursor }) => cursor()),
    node: (selected) => {
      const at = place(selected)
      return ({ texts }) => texts[at]!
    },
  }
  const ofPageInfo: Fields<WrittenPage['pageInfo']> = {
    hasNextPage: plain(({ hasNextPage }) => hasNextPage),
    hasPreviousPage: plain(({ hasPreviousPage }) => hasPreviousPage),
    startCursor: plain(({ startCursor }) => startCursor()),
    endCursor: plain(({ endCursor }) => endCursor()),
  }
  const ofConnection: Fields<WrittenPage> = {
    edges: (selected) => {
      const write = objectOf(asked, 'ArticleEdge', ofEdge, selected.nodes)
      return ({ edges }) => list(edges, write, undefined)
    },
    nodes: (selected) => {
      const at = place(selected)
      return ({ edges }) => `[${edges.map(({ texts }) => texts[at]!).join(',')}]`
    },
    pageInfo: (selected) => {
      const write = objectOf(asked, 'PageInfo', ofPageInfo, selected.nodes)
      return (page) => write(page.pageInfo, undefined)
    },
    liveCursor: plain(({ liveCursor }) => liveCursor()),
  }
  return { page: objectOf(asked, 'ArticleConnection', ofConnection, root.nodes), articles, parts }
}
