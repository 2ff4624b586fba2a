import type { Count, Page } from '@courant/feed'

/** The rows of a page, for whoever needs no cursors. */
export const nodes = <Node>({ edges }: Page<Node>): Node[] => edges.map(({ node }) => node)

interface Countable {
  count: () => Promise<Count>
}

/** How many there are in all; found only when asked for. */
export const totalCount = async ({ count }: Countable): Promise<number> => (await count()).count

/** The same with whether it is exact, of a list that may be too long to be counted to its end. */
export const totals = {
  totalCount,
  totalCountIsExact: async ({ count }: Countable) => (await count()).exact,
}
