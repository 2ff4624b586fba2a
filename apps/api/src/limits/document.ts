import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql'

/** What an operation asks for at most, its fragments spread out. */
export const documentLimits = {
  /** Fields within fields. What is below `__schema` does not count: graphql-js has its own rule for it. */
  depth: 10,
  aliases: 15,
  directives: 20,
  /** Fields named, however few tokens name them: fragments that spread each other multiply. */
  fields: 1_000,
  /** The same field of the same object, over and over in one place. */
  repeats: 10,
} as const

type Measure = Record<keyof typeof documentLimits, number>
type Aspect = keyof Measure
const aspects = Object.keys(documentLimits) as Aspect[]

const described: Record<Aspect, string> = {
  depth: 'nests fields too deep',
  aliases: 'has too many aliases',
  directives: 'has too many directives',
  fields: 'selects too many fields',
  repeats: 'repeats a field too often',
}

/** Refuses operations beyond the limits, each fragment measured once, before a resolver runs. */
export const limitDocument: ValidationRule = (context) => ({
  Document(document) {
    const fragments = new Map<string, FragmentDefinitionNode>()
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        fragments.set(definition.name.value, definition)
      }
    }
    const measure = createMeasure(fragments)
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      const measured = measure(definition.selectionSet)
      measured.directives += definition.directives?.length ?? 0
      for (const aspect of aspects) {
        const limit = documentLimits[aspect]
        if (measured[aspect] <= limit) continue
        const message = `The operation ${described[aspect]}: at most ${limit}.`
        context.reportError(new GraphQLError(message, { nodes: definition }))
      }
    }
  },
})

function createMeasure(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (set: SelectionSetNode | undefined) => Measure {
  const known = new Map<string, Measure>()

  function measureSet(set: SelectionSetNode | undefined): Measure {
    const total = nothing()
    const named = new Map<string, number>()
    for (const selection of set?.selections ?? []) {
      const measured =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? { ...measureFragment(selection.name.value) }
          : measureSet(selection.selectionSet)
      measured.directives += selection.directives?.length ?? 0
      if (selection.kind === Kind.FIELD) {
        measured.fields += 1
        const name = (selection.alias ?? selection.name).value
        const repeats = (named.get(name) ?? 0) + 1
        named.set(name, repeats)
        measured.repeats = Math.max(measured.repeats, repeats)
        if (selection.alias) measured.aliases += 1
        measured.depth = selection.name.value.startsWith('__') ? 0 : measured.depth + 1
      }
      total.depth = Math.max(total.depth, measured.depth)
      total.aliases += measured.aliases
      total.directives += measured.directives
      total.fields += measured.fields
      total.repeats = Math.max(total.repeats, measured.repeats)
    }
    return total
  }

  function measureFragment(name: string): Measure {
    const measured = known.get(name)
    if (measured) return measured
    // A fragment that spreads itself finds this; that it does is another rule's to report.
    known.set(name, nothing())
    const whole = measureSet(fragments.get(name)?.selectionSet)
    known.set(name, whole)
    return whole
  }

  return measureSet
}

function nothing(): Measure {
  return { depth: 0, aliases: 0, directives: 0, fields: 0, repeats: 0 }
}
