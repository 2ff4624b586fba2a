import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

/** What is asked of an object under one name: the fields of that name, which are merged. */
export interface Selected {
  /** As the answer calls it. */
  key: string
  /** As the schema calls it. */
  name: string
  nodes: readonly [FieldNode, ...FieldNode[]]
}

/** Something is asked for that is left to the ordinary execution. */
export class Unsupported extends Error {
  override name = 'Unsupported'
}

export interface Asked {
  schema: GraphQLSchema
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** As they are after the schema's defaults and types. */
  variables: Record<string, unknown>
}

/**
 * The fields of an object in the order of the answer, fragments spread out as graphql-js does it.
 * @throws {Unsupported} for `@include`, `@skip` and other directives
 */
export function selectedOf(
  { schema, fragments }: Asked,
  type: GraphQLObjectType,
  sets: readonly (SelectionSetNode | undefined)[],
): Selected[] {
  const found = new Map<string, { name: string; nodes: [FieldNode, ...FieldNode[]] }>()
  const applies = (condition: string | undefined) => {
    if (condition === undefined || condition === type.name) return true
    const named = schema.getType(condition)
    return isAbstractType(named) && schema.isSubType(named, type)
  }
  const collect = (set: SelectionSetNode | undefined) => {
    for (const selection of set?.selections ?? []) {
      if (selection.directives && selection.directives.length > 0) throw new Unsupported()
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value
        const known = found.get(key)
        if (known) known.nodes.push(selection)
        else found.set(key, { name: selection.name.value, nodes: [selection] })
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(selection.typeCondition?.name.value)) collect(selection.selectionSet)
      } else {
        const fragment = fragments.get(selection.name.value)
        if (fragment && applies(fragment.typeCondition.name.value)) collect(fragment.selectionSet)
      }
    }
  }
  for (const set of sets) collect(set)
  return [...found].map(([key, { name, nodes }]) => ({ key, name, nodes }))
}

/** Its arguments as a resolver is given them. */
export function argumentsOf(
  { schema, variables }: Asked,
  type: string,
  { name, nodes }: Selected,
): Record<string, unknown> {
  const parent = schema.getType(type)
  const field = isObjectType(parent) ? parent.getFields()[name] : undefined
  if (!field) throw new Unsupported()
  return getArgumentValues(field, nodes[0], variables)
}
