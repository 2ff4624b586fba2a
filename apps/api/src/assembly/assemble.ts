import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql'

import { planArticlePage } from './article-page.ts'
import { createPlans } from './plans.ts'
import { argumentsOf, Unsupported } from './selection.ts'
import type { WritePage } from './write-page.ts'

/**
 * The data of an operation as JSON, written as it comes from the database: without a promise, a resolver
 * and a check of types for each of a page's thousand values. Null for what is not a page of articles alone,
 * or where anything is not as it should be: then the ordinary execution answers, or says what is wrong.
 */
export type Assemble = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown> | null | undefined,
) => Promise<string | null>

export function createAssemble(schema: GraphQLSchema, writePage: WritePage): Assemble {
  const planOf = createPlans(schema, (of) => {
    if (of.root.name !== 'articles') throw new Unsupported()
    return planArticlePage(of)
  })
  return async (document, operation, variables) => {
    if (operation.operation !== OperationTypeNode.QUERY) return null
    try {
      const planned = planOf(document, operation, variables)
      if (!planned) return null
      const { plan, asked, root } = planned
      const request = argumentsOf(asked, 'Query', root)
      return `{${JSON.stringify(root.key)}:${await writePage(plan, request)}}`
    } catch {
      return null
    }
  }
}
