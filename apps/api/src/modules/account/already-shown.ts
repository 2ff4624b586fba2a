import type { UserError } from '../../generated/resolvers.ts'

/** What is told whoever asks again, by the idempotency key, for a secret that was shown in the first answer. */
export function alreadyShown(secret: 'key' | 'invitation'): { userErrors: UserError[] } {
  const message = `The ${secret} was made when this was first asked for, and shown then alone. Where it was lost, make another with another idempotencyKey.`
  return { userErrors: [{ field: 'input.idempotencyKey', message, code: 'ALREADY_SHOWN' }] }
}
