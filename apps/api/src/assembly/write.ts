import { type GraphQLObjectType, isObjectType } from 'graphql'

import { type Asked, type Selected, selectedOf, Unsupported } from './selection.ts'

/** Writes a value as JSON, with what it refers to. */
export type Write<Value, Known = unknown> = (value: Value, known: Known) => string

/** How the fields of a type are written; a field that is not here is left to the ordinary execution. */
export type Fields<Value, Known = unknown> = Readonly<
  Record<string, (selected: Selected, asked: Asked) => Write<Value, Known>>
>

/**
 * Writes what is selected of an object.
 * @throws {Unsupported}
 */
export function objectOf<Value, Known>(
  asked: Asked,
  typeName: string,
  fields: Fields<Value, Known>,
  nodes: readonly Selected['nodes'][number][],
): Write<Value, Known> {
  const type = asked.schema.getType(typeName)
  if (!isObjectType(type)) throw new Unsupported()
  const sets = nodes.map(({ selectionSet }) => selectionSet)
  const parts = selectedOf(asked, type, sets).map((selected, at) => ({
    start: `${at === 0 ? '{' : ','}${JSON.stringify(selected.key)}:`,
    write: writeOf(asked, type, fields, selected),
  }))
  return (value, known) => {
    let text = ''
    for (const { start, write } of parts) text += start + write(value, known)
    return `${text}}`
  }
}

function writeOf<Value, Known>(
  asked: Asked,
  type: GraphQLObjectType,
  fields: Fields<Value, Known>,
  selected: Selected,
): Write<Value, Known> {
  if (selected.name === '__typename') {
    const name = JSON.stringify(type.name)
    return () => name
  }
  const make = Object.hasOwn(fields, selected.name) ? fields[selected.name] : undefined
  if (!make) throw new Unsupported()
  return make(selected, asked)
}

/** Text, numbers, truth values and enums, which stand for themselves; null too. */
export function plain<Value>(of: (value: Value) => string | number | boolean | null) {
  return (): Write<Value> => (value) => JSON.stringify(of(value))
}

export function date<Value>(of: (value: Value) => Date | null) {
  return (): Write<Value> => (value) => {
    const at = of(value)
    return at === null ? 'null' : `"${at.toISOString()}"`
  }
}

/** As the scalar URL writes it. */
export function address<Value>(of: (value: Value) => string | null) {
  return (): Write<Value> => (value) => {
    const text = of(value)
    return text === null ? 'null' : JSON.stringify(new URL(text).toString())
  }
}

export function list<Item, Known>(
  items: readonly Item[],
  write: Write<Item, Known>,
  known: Known,
): string {
  let text = '['
  for (let at = 0; at < items.length; at += 1)
    text += (at === 0 ? '' : ',') + write(items[at]!, known)
  return `${text}]`
}

/** Writes each object once, for as long as it is kept elsewhere. */
export function onceEach<Value extends object>(
  write: Write<Value, undefined>,
): (value: Value) => string {
  const written = new WeakMap<Value, string>()
  return (value) => {
    let text = written.get(value)
    if (text === undefined) written.set(value, (text = write(value, undefined)))
    return text
  }
}
