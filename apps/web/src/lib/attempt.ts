import type { Messages } from '../generated/messages.ts'
import { errorsBy } from './change.ts'
import { errorsOf } from './form-state.ts'
import type { FormErrors } from './form-state.ts'
import type { Words } from './words-in.ts'
import { words } from './words.ts'

interface UserError {
  code: string
  field?: string | null
  message: string
}

interface Payload {
  userErrors: readonly UserError[]
}

/**
 * Asks the API for a change, in the name of whoever is signed in.
 * @param fields those of the form, at which the API's errors stand
 * @returns what came of it, or what stands against it
 */
export async function attempt<Result extends Payload>(
  fields: readonly string[],
  make: () => Promise<Result>,
): Promise<{ result: Result } | { errors: FormErrors }> {
  try {
    const result = await make()
    if (result.userErrors.length === 0) return { result }
    const t = await words('errors')
    return { errors: errorsOf(inWords(t, result.userErrors), fields) }
  } catch (error) {
    return { errors: await errorsBy(error) }
  }
}

/** The API's errors as the reader's language has them; of a code that it does not have, as the API says it. */
export function inWords(t: Words<'errors'>, errors: readonly UserError[]): UserError[] {
  return errors.map((error) =>
    isSpoken(t, error.code) ? { ...error, message: t(error.code) } : error,
  )
}

function isSpoken(t: Words<'errors'>, code: string): code is keyof Messages['errors'] {
  return t.has(code as keyof Messages['errors'])
}
