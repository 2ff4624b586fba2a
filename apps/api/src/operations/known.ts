import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { GraphQLError } from 'graphql'

import { errorCode } from '../errors.ts'

/** The operations of the pages, which may be asked for by the hash of their text. */
export interface KnownOperations {
  /**
   * The text of the operation with this id, `sha256:` and its hash.
   * @throws {GraphQLError} PERSISTED_OPERATION_NOT_FOUND
   */
  textOf(id: string): string
  /** Why this text may not be asked for; undefined when it may. */
  refusalOf(text: unknown): GraphQLError | undefined
}

/**
 * @param texts by the SHA-256 of each, in hexadecimal
 * @param only whether others are refused
 * @throws {Error} a text has another hash
 */
export function createKnownOperations(
  texts: Readonly<Record<string, string>>,
  only: boolean,
): KnownOperations {
  const known = new Map(Object.entries(texts))
  for (const [hash, text] of known) {
    if (hashOf(text) !== hash) throw new Error(`The operation ${hash} has another hash.`)
  }
  return {
    textOf(id) {
      const text = known.get(id.replace(/^sha256:/, ''))
      if (text !== undefined) return text
      throw new GraphQLError('This operation is not known here. Send its text as `query`.', {
        extensions: { code: errorCode.operationNotFound },
      })
    },
    refusalOf(text) {
      if (!only || (typeof text === 'string' && known.has(hashOf(text)))) return undefined
      return new GraphQLError('This server takes the operations of its own pages alone.', {
        extensions: { code: errorCode.operationOnly },
      })
    },
  }
}

/**
 * Reads what the pages' build wrote.
 * @throws {Error} in words that its owner can act on
 */
export function readOperations(file: string | null, only: boolean): KnownOperations {
  if (file === null) return createKnownOperations({}, only)
  try {
    return createKnownOperations(
      JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>,
      only,
    )
  } catch (cause) {
    throw new Error(`OPERATIONS_FILE: ${file} does not hold operations by their hashes.`, { cause })
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
