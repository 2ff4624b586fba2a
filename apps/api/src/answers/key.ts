import { createHash } from 'node:crypto'

import { LRUCache } from 'lru-cache'

/** What makes two requests ask the same. */
export interface AskedFor {
  query: string
  operationName?: string | null | undefined
  variables?: Readonly<Record<string, unknown>> | null | undefined
}

const hashes = new LRUCache<string, string>({
  max: 500,
  maxSize: 8 * 2 ** 20,
  sizeCalculation: ({ length }, { length: text }) => length + 2 * text,
})

/** The same for the same document and variables, in whatever order these were written. */
export function keyOf({ query, operationName, variables }: AskedFor): string {
  let hash = hashes.get(query)
  if (hash === undefined) {
    hash = createHash('sha256').update(query).digest('base64url')
    hashes.set(query, hash)
  }
  return `${hash} ${operationName ?? ''} ${JSON.stringify(variables ?? {}, inOrder)}`
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
