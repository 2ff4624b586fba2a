import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql'
import { LRUCache } from 'lru-cache'

import { errorCode } from './errors.ts'

/** Comments are not counted, which is why bodies are limited by size as well. */
export const parseOptions = { maxTokens: 1_000 }

/** Of a request that is wrong in a hundred places, these are told: an answer must not grow by faults. */
export const maxErrorsTold = 5

/**
 * Documents that are valid, by their text. Ten thousand subscribers mostly bring the same few, and a
 * parsed one weighs fifty times its text: they share it.
 */
const known = new WeakMap<readonly ValidationRule[], LRUCache<string, DocumentNode>>()

/** The document, or what is wrong with its text. */
export function readDocument(
  { schema, rules }: { schema: GraphQLSchema; rules: readonly ValidationRule[] },
  text: string,
): DocumentNode | readonly GraphQLError[] {
  let documents = known.get(rules)
  if (!documents) {
    documents = new LRUCache({
      max: 500,
      maxSize: 2 ** 19,
      sizeCalculation: (_, { length }) => length + 1,
    })
    known.set(rules, documents)
  }
  const before = documents.get(text)
  if (before) return before
  const document = tryParse(text)
  if (document instanceof GraphQLError) return [withCode(document, errorCode.notParsed)]
  const invalid = validate(schema, document, [...specifiedRules, ...rules])
  if (invalid.length > 0) {
    return invalid.slice(0, maxErrorsTold).map((error) => withCode(error, errorCode.notValid))
  }
  documents.set(text, document)
  return document
}

function tryParse(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, parseOptions)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } })
}
