import { GraphQLError } from 'graphql'

import { errorCode } from '../errors.ts'

/** Counts what is open for long: WebSockets and event streams. */
export interface Streams {
  /** @returns how to close it; undefined when this address has as many as it may */
  open(address: string): (() => void) | undefined
}

/** @param limit how many one address may have open at once */
export function createStreams(limit: number): Streams {
  const counts = new Map<string, number>()
  return {
    open(address) {
      const count = counts.get(address) ?? 0
      if (count >= limit) return undefined
      counts.set(address, count + 1)
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        const left = (counts.get(address) ?? 1) - 1
        if (left > 0) counts.set(address, left)
        else counts.delete(address)
      }
    },
  }
}

/** What whoever has too many is told. */
export function tooManyStreams(): GraphQLError {
  const extensions = { code: errorCode.rateLimited, retryAfter: 30 }
  return new GraphQLError('Too many connections are open from this address. Close some.', {
    extensions,
  })
}
