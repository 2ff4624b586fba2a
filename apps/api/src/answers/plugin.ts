import { type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import { execute, type FormattedExecutionResult, OperationTypeNode } from 'graphql'

import { type AccessSettings, requireReading } from '../auth/access.ts'
import type { Context } from '../context.ts'
import { costOf } from '../limits/cost.ts'
import type { GraphqlService } from '../transports/service.ts'
import type { Answer } from './answers.ts'
import { keyOf } from './key.ts'
import { createIsShareable } from './shareable.ts'

/** The JSON of results that was made before. */
const texts = new WeakMap<object, string>()

/**
 * Answers from what is kept, and keeps what is the same for everybody. Whether somebody may read at all is
 * asked each time, and each pays what the operation costs.
 */
export function shareAnswers({
  schema,
  answers,
  assemble,
  watch,
}: Pick<GraphqlService, 'schema' | 'answers' | 'assemble' | 'watch'>): ApolloServerPlugin<Context> {
  const isShareable = createIsShareable(schema)
  return {
    requestDidStart: async () => ({
      async responseForOperation({ document, operation, request, source, contextValue }) {
        if (!operation || !isShareable(document, operation) || !mayRead(contextValue)) return null
        // Whoever wrote and reads the primary until a replica has it.
        if (contextValue.db !== contextValue.reads.db()) return null
        const { operationName, variables } = request
        const key = keyOf({ query: source, operationName, variables })
        const make = async (): Promise<Answer | null> => {
          const cost = costOf(schema, document, operation, variables)
          const assembled = await assemble(document, operation, variables)
          if (assembled !== null) return { data: assembled, cost }
          const result = await execute({
            schema,
            document,
            contextValue,
            variableValues: variables,
            operationName,
          })
          // Whoever is not there yet may come without a bell.
          if (result.errors || !result.data || Object.values(result.data).includes(null))
            return null
          return { data: JSON.stringify(result.data), cost }
        }
        const answer = await answers.getOrMake(key, make)
        if (!answer) return null
        const data = {}
        texts.set(data, answer.data)
        return {
          http: { headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { data } },
        }
      },
      async willSendResponse({ operation }) {
        // Whoever writes here reads it at once; other processes hear the bell.
        if (operation?.operation === OperationTypeNode.MUTATION) watch.forget('names')
      },
    }),
  }
}

function mayRead(context: Context & { access: Pick<AccessSettings, 'reading'> }): boolean {
  try {
    requireReading(context)
    return true
  } catch {
    return false
  }
}

/** Writes a result; of what is kept, as it was written before. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const text = result.data && texts.get(result.data)
  if (!text) return `${JSON.stringify(result)}\n`
  const { extensions } = result
  return `{"data":${text}${extensions ? `,"extensions":${JSON.stringify(extensions)}` : ''}}\n`
}
