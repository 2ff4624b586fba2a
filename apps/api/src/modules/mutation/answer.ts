import { CourantError } from '@courant/feed'
import { IngestError } from '@courant/ingest'
import { GraphQLError } from 'graphql'

import { errorCode } from '../../errors.ts'
import type { UserError } from '../../generated/resolvers.ts'

/**
 * The payload of a mutation: what it brought, or what was wrong with its input.
 * @param empty the payload where nothing was done
 * @param fields what the input calls the field at fault: `address` for what cannot be fetched or read;
 *   fields that the domain names stand below `root`
 */
export async function answer<Empty extends object, Payload extends object>(
  empty: Empty,
  { root, address }: { root: string | null; address?: string },
  work: () => Promise<Payload>,
): Promise<(Empty | Payload) & { userErrors: UserError[] }> {
  try {
    return { userErrors: [], ...(await work()) }
  } catch (error) {
    const below = (name: string | undefined) => [root, name].filter(Boolean).join('.') || null
    const userError = (field: string | null, message: string, code: string) => ({
      ...empty,
      userErrors: [{ field, message, code }],
    })
    if (error instanceof CourantError) {
      return userError(below(error.field), error.message, error.code)
    }
    if (error instanceof IngestError) return userError(below(address), error.message, error.code)
    if (error instanceof GraphQLError && error.extensions.code === errorCode.badInput) {
      return userError(root, error.message, errorCode.badInput)
    }
    throw error
  }
}
