import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getVariableValues,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity'

/** What an operation costs before it asks for anything. */
const perOperation = 1
/** A change writes, and may fetch or enrich. */
const perChange = 10
/** Objects on a page without `first` and `last`, and at most. */
const usualPage = 20
const largestPage = 100
/** Objects in a list whose length nobody says: of an object, and at the top. */
const usualList = 10
const topList = 100

/**
 * How many objects the answer may hold, which is what it costs: computed from the document and its
 * variables before anything is read. Each object counts one, each list its length times what is asked of
 * every item. Connections are as long as `first` or `last` says, or 20; a list of `ids` as they are many;
 * any other list is taken to be 10 long, and 100 at the top. Each field of a mutation costs 10 more. What
 * is asked of the schema itself counts one a field; plain values, edges and `pageInfo` count nothing.
 * @param variables as they were sent. While they are wrong, the operation costs 1 and says what is wrong.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode | null | undefined,
  variables: Record<string, unknown> | null | undefined,
): number {
  if (!operation) return perOperation
  const { coerced } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    variables ?? {},
  )
  if (!coerced) return perOperation
  const { deciding, costs } = knownOf(document, operation)
  const key = JSON.stringify(deciding.map((name) => coerced[name] ?? null))
  const known = costs.get(key)
  if (known !== undefined) return known
  const cost = computeCost(schema, document, operation, variables)
  if (costs.size < costsEach) costs.set(key, cost)
  return cost
}

interface Known {
  /** The variables that the cost depends on. */
  deciding: readonly string[]
  costs: Map<string, number>
}

/** Of each operation that is asked for again; documents are kept by Apollo Server. */
const knownCosts = new WeakMap<OperationDefinitionNode, Known>()
const costsEach = 50
const sizes = new Set(['first', 'last', 'ids'])

function knownOf(document: DocumentNode, operation: OperationDefinitionNode): Known {
  const found = knownCosts.get(operation)
  if (found) return found
  const deciding = new Set<string>()
  let counts = 0
  const part = { enter: () => void (counts += 1), leave: () => void (counts -= 1) }
  visit(document, {
    Directive: part,
    Argument: {
      enter: ({ name }) => void (counts += sizes.has(name.value) ? 1 : 0),
      leave: ({ name }) => void (counts -= sizes.has(name.value) ? 1 : 0),
    },
    Variable: ({ name }) => {
      if (counts > 0) deciding.add(name.value)
    },
  })
  const known = { deciding: [...deciding], costs: new Map<string, number>() }
  knownCosts.set(operation, known)
  return known
}

function computeCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown> | null | undefined,
): number {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const query = { ...document, definitions: [operation, ...fragments] }
  try {
    const asked = getComplexity({
      schema,
      query,
      variables: variables ?? {},
      estimators: [estimate],
    })
    return perOperation + asked
  } catch (error) {
    if (error instanceof GraphQLError) return perOperation
    throw error
  }
}

const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  const result = getNamedType(field.type)
  if (type.name.startsWith('__') || field.name === '__schema' || field.name === '__type') {
    return 1 + childComplexity
  }
  if (type.name === 'Mutation') return perChange + 1 + childComplexity
  if (!isCompositeType(result) || result.name === 'PageInfo') return 0
  if (result.name.endsWith('Connection')) return 1 + sizeOf(args, usualPage) * childComplexity
  // Both are counted where the connection is.
  if (result.name.endsWith('Edge')) return childComplexity
  if (type.name.endsWith('Connection')) return 1 + childComplexity
  if (!isListType(getNullableType(field.type))) return 1 + childComplexity
  return sizeOf(args, type.name === 'Query' ? topList : usualList) * (1 + childComplexity)
}

/** More than a page may hold is refused by whoever reads it, who says why. */
function sizeOf({ first, last, ids }: Record<string, unknown>, otherwise: number): number {
  if (Array.isArray(ids)) return ids.length
  const given = first ?? last ?? otherwise
  return typeof given === 'number' ? Math.min(Math.max(given, 0), largestPage) : otherwise
}
