import { requestError } from '../errors.ts'

type OneOf<Name extends string> = { [Each in Name]: Record<Each, string> }[Name]

/**
 * The one of several arguments that was given.
 * @throws {GraphQLError} BAD_USER_INPUT: none of them was, or more than one
 */
export function exactlyOne<Name extends string>(
  args: Partial<Record<Name, string | null>>,
  names: readonly Name[],
): OneOf<Name> {
  const given = names.filter((name) => args[name] != null)
  const [name] = given
  if (given.length !== 1 || name === undefined) {
    throw requestError(`Give exactly one of ${names.join(', ')}.`)
  }
  return { [name]: args[name] } as OneOf<Name>
}
