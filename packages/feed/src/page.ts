import { CourantError } from './errors.ts'

/** A page of a list as Relay connections ask for it. */
export interface PageRequest {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

export interface Edge<Node> {
  cursor: string
  node: Node
}

export interface PageInfo {
  hasNextPage: boolean
  hasPreviousPage: boolean
  startCursor: string | null
  endCursor: string | null
}

export interface Page<Node> {
  edges: Edge<Node>[]
  pageInfo: PageInfo
}

/** How many a list holds, counted as far as is affordable. */
export interface Count {
  /** At least so many. */
  count: number
  /** Exactly so many. */
  exact: boolean
}

/** A page of a list that can be counted, which costs more than the page: only who asks pays for it. */
export interface CountedPage<Node> extends Page<Node> {
  count: () => Promise<Count>
}

/** For a list that is short enough, or narrow enough by an index, to be counted to its end. */
export function countedWhole(count: () => Promise<number>): () => Promise<Count> {
  return askedOnce(async () => ({ count: await count(), exact: true }))
}

/** Asks once, however often it is called. */
export function askedOnce<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | undefined
  return () => (asked ??= ask())
}

const defaultSize = 20
const maxSize = 100

/** Which way a page is walked, and how far. */
export interface Walk {
  size: number
  backward: boolean
}

/**
 * @throws {CourantError} BAD_PAGE: `first` or `last` outside 1 to 100, or both
 */
export function readWalk(request: PageRequest): Walk {
  const { first, last } = request
  if (first != null && last != null) {
    throw new CourantError('BAD_PAGE', 'Give either `first` or `last`, not both.', 'first')
  }
  const field = last != null ? 'last' : 'first'
  return { size: readSize(last ?? first ?? defaultSize, field), backward: last != null }
}

/**
 * How many are asked for.
 * @throws {CourantError} BAD_PAGE: outside 1 to 100
 */
export function readSize(size: number, field = 'first'): number {
  if (Number.isInteger(size) && size >= 1 && size <= maxSize) return size
  throw new CourantError('BAD_PAGE', `\`${field}\` is a number from 1 to ${maxSize}.`, field)
}

/**
 * Makes the page of what was found.
 * @param found up to `walk.size + 1` nodes in the order of the walk; the one too many says there is more
 */
export function makePage<Node>(
  request: PageRequest,
  walk: Walk,
  found: readonly Node[],
  cursorOf: (node: Node) => string,
): Page<Node> {
  const more = found.length > walk.size
  const nodes = found.slice(0, walk.size)
  if (walk.backward) nodes.reverse()
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }))
  return {
    edges,
    pageInfo: {
      hasNextPage: walk.backward ? request.before != null : more,
      hasPreviousPage: walk.backward ? more : request.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
