import { type DocumentNode, visit } from 'graphql'

import { requestError } from '../errors.ts'

/** The deepest filter nests eight deep, each level an object in a list. */
const maxDepth = 32

/** Documents whose own text is good: they are kept, and asked again. */
const checked = new WeakSet<DocumentNode>()

/**
 * The one check of every text that a client sends, whether it stands in the document or in a variable.
 * @throws {GraphQLError} BAD_USER_INPUT: text that cannot be stored, or variables that nest too deep
 */
export function checkInput(document: DocumentNode, variables: unknown): void {
  if (!checked.has(document)) {
    visit(document, { StringValue: ({ value }) => checkText(value, 'the document') })
    checked.add(document)
  }
  checkValue(variables, 'variables', 0)
}

function checkValue(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') checkText(value, path)
  if (typeof value !== 'object' || value === null) return
  if (depth >= maxDepth) throw requestError(`The variables nest deeper than ${maxDepth}.`)
  for (const [key, inner] of Object.entries(value)) {
    checkText(key, path)
    checkValue(inner, `${path}.${key}`, depth + 1)
  }
}

const halfPair = /\p{Surrogate}/u

/**
 * PostgreSQL stores no NUL, and a surrogate without its other half is no character.
 * @throws {GraphQLError} BAD_USER_INPUT
 */
export function checkText(text: string, place: string): void {
  if (text.includes('\u0000') || halfPair.test(text)) {
    throw requestError(`The text in ${place} holds a NUL or half a surrogate pair.`)
  }
}
