import {
  type DocumentNode,
  getVariableValues,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'

import { type Asked, type Selected, selectedOf, Unsupported } from './selection.ts'

/** What is asked of the one field of an operation. */
export interface AskedRoot {
  asked: Asked
  root: Selected
}

/** How an operation is read and written. */
export interface Planned<Plan> extends AskedRoot {
  plan: Plan
}

/** A document as it was prepared for some values of the variables that stand below its field. */
interface Prepared<Plan extends object> {
  fragments: Asked['fragments']
  /** Those names. */
  inner: readonly string[]
  plans: LRUCache<string, Plan | typeof unplanned>
}
const unplanned = Symbol('unplanned')
const plansEach = 20

/**
 * Plans operations that have one field, each once for all values of the variables of that field.
 * @param make throws `Unsupported` for what it has no plan for
 * @returns null where there is none, or a variable is not as it should be
 */
export function createPlans<Plan extends object>(
  schema: GraphQLSchema,
  make: (of: AskedRoot) => Plan,
): (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> | null | undefined,
) => Planned<Plan> | null {
  const prepared = new WeakMap<OperationDefinitionNode, Prepared<Plan>>()

  function prepare(document: DocumentNode, operation: OperationDefinitionNode): Prepared<Plan> {
    const fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    )
    const plans = new LRUCache<string, Plan | typeof unplanned>({ max: plansEach })
    const made = { fragments, inner: innerVariables(document), plans }
    prepared.set(operation, made)
    return made
  }

  return (document, operation, given) => {
    const type = schema.getRootType(operation.operation)
    if (!type || operation.directives?.length) return null
    const { fragments, inner, plans } = prepared.get(operation) ?? prepare(document, operation)
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given ?? {})
    if (!coerced) return null
    const asked: Asked = { schema, fragments, variables: coerced }
    const key = JSON.stringify(
      inner.map((name) => (Object.hasOwn(coerced, name) ? [coerced[name]] : [])),
    )
    const known = plans.get(key)
    if (known === unplanned) return null
    try {
      const root = onlyFieldOf(asked, type, operation)
      const plan = known ?? make({ asked, root })
      plans.set(key, plan)
      return { plan, asked, root }
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error
      plans.set(key, unplanned)
      return null
    }
  }
}

/** @throws {Unsupported} where there are several */
function onlyFieldOf(
  asked: Asked,
  type: GraphQLObjectType,
  { selectionSet }: OperationDefinitionNode,
): Selected {
  const [root, ...others] = selectedOf(asked, type, [selectionSet])
  if (!root || others.length > 0) throw new Unsupported()
  return root
}

/** Variables that fields below those of the operation are given. */
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
