import {
  type DocumentNode,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'

import { type PagePlan, planArticlePage } from './article-page.ts'
import type { WritePage } from './write-page.ts'
import { argumentsOf, type Asked, type Selected, selectedOf, Unsupported } from './selection.ts'

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

/** A document as it was prepared for some values of the variables that stand below the page. */
interface Prepared {
  fragments: Asked['fragments']
  /** Those names. */
  inner: readonly string[]
  plans: LRUCache<string, PagePlan | typeof unsupported>
}
const unsupported = Symbol('unsupported')
const plansEach = 20

export function createAssemble(schema: GraphQLSchema, writePage: WritePage): Assemble {
  const prepared = new WeakMap<OperationDefinitionNode, Prepared>()

  function prepare(document: DocumentNode, operation: OperationDefinitionNode): Prepared {
    const fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    )
    const made: Prepared = {
      fragments,
      inner: innerVariables(document),
      plans: new LRUCache({ max: plansEach }),
    }
    prepared.set(operation, made)
    return made
  }

  return async (document, operation, given) => {
    if (operation.operation !== OperationTypeNode.QUERY || operation.directives?.length) return null
    const { fragments, inner, plans } = prepared.get(operation) ?? prepare(document, operation)
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given ?? {})
    if (!coerced) return null
    const asked: Asked = { schema, fragments, variables: coerced }
    const planKey = JSON.stringify(
      inner.map((name) => (Object.hasOwn(coerced, name) ? [coerced[name]] : [])),
    )
    let plan = plans.get(planKey)
    if (plan === unsupported) return null
    try {
      const root = rootOf(asked, operation)
      plan ??= planArticlePage(asked, root)
      plans.set(planKey, plan)
      const request = argumentsOf(asked, 'Query', root)
      return `{${JSON.stringify(root.key)}:${await writePage(plan, request)}}`
    } catch (error) {
      if (error instanceof Unsupported) plans.set(planKey, unsupported)
      return null
    }
  }
}

/** @throws {Unsupported} for anything but one page of articles */
function rootOf(asked: Asked, { selectionSet }: OperationDefinitionNode): Selected {
  const [root, ...others] = selectedOf(asked, asked.schema.getQueryType()!, [selectionSet])
  if (!root || root.name !== 'articles' || others.length > 0) throw new Unsupported()
  return root
}

/** Variables that fields below those of the query are given. */
function innerVariables(document: DocumentNode): string[] {
  const names = new Set<string>()
  let depth = 0
  visit(document, {
    Field: { enter: () => void (depth += 1), leave: () => void (depth -= 1) },
    FragmentDefinition: { enter: () => void (depth += 1), leave: () => void (depth -= 1) },
    Variable: ({ name }) => {
      if (depth > 1) names.add(name.value)
    },
  })
  return [...names]
}
