import type { Count, Page } from '@courant/feed'

/** The rows of a page, for whoever needs no cursors. */
export const nodes = <Node>({ edges }: Page<Node>): Node[] => edges.map(({ node }) => node)

interface Countable {
  count: () => Promise<Count>
}

/** How many there are in all; found once for both, and only when asked for. */
export const totals = {
  totalCount: async ({ count }: Countable) => (await count()).count,
  totalCountIsExact: async ({ count }: Countable) => (await count()).exact,
}
