import { errorsBy } from './change.ts'
import { errorsOf } from './form-state.ts'
import type { FormErrors } from './form-state.ts'

interface Payload {
  userErrors: readonly { field?: string | null; message: string }[]
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
    return result.userErrors.length > 0
      ? { errors: errorsOf(result.userErrors, fields) }
      : { result }
  } catch (error) {
    return { errors: await errorsBy(error) }
  }
}
