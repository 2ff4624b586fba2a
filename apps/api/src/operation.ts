import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql'

import type { Context } from './context.ts'
import { errorCode } from './errors.ts'
import { limitDocument } from './limits/document.ts'
import { checkInput } from './limits/input.ts'

/** Comments are not counted, which is why bodies are limited by size as well. */
export const parseOptions = { maxTokens: 1_000 }

/** What is asked of a document beyond the specification. */
export function rulesOf({ introspection }: { introspection: boolean }): ValidationRule[] {
  return introspection ? [limitDocument] : [limitDocument, NoSchemaIntrospectionCustomRule]
}

/** Of a request that is wrong in a hundred places, these are told: an answer must not grow by faults. */
export const maxErrorsTold = 5

/** A request as WebSocket and SSE bring it. */
export interface OperationRequest {
  query: string
  operationName?: string | null | undefined
  variables?: Record<string, unknown> | null | undefined
}

/** Ready to be executed: it was checked as Apollo Server checks what comes over plain HTTP. */
export type Operation = ExecutionArgs & { contextValue: Context }

/** The operation, or what is wrong with the request. */
export function prepareOperation(
  { schema, rules }: { schema: GraphQLSchema; rules: readonly ValidationRule[] },
  { query, operationName, variables }: OperationRequest,
  contextValue: Context,
): Operation | readonly GraphQLError[] {
  const document = tryParse(query)
  if (document instanceof GraphQLError) return [withCode(document, errorCode.notParsed)]
  const invalid = validate(schema, document, [...specifiedRules, ...rules])
  if (invalid.length > 0) {
    return invalid.slice(0, maxErrorsTold).map((error) => withCode(error, errorCode.notValid))
  }
  try {
    checkInput(document, variables)
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    throw error
  }
  return { schema, document, operationName, variableValues: variables, contextValue }
}

function tryParse(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, parseOptions)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } })
}
