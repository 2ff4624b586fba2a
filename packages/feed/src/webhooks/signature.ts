import { createHmac, randomBytes } from 'node:crypto'

/** As the Standard Webhooks specification has it: 24 to 64 bytes. */
const secretBytes = 32

export function newSigningSecret(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(randomBytes(secretBytes))
}

/** How a receiver is told a secret. */
export function signingSecretText(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`
}

/**
 * The headers by which a receiver knows that a message is ours, new, and not another of the same id; see
 * https://www.standardwebhooks.com.
 * @param message `at` is when it is sent, this time
 * @param secrets a signature by each of them: while a secret is changed, there are two
 */
export function signedHeaders(
  { id, at, body }: { id: string; at: Date; body: string },
  secrets: readonly Uint8Array[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const signatures = secrets.map((secret) => {
    const hmac = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`)
    return `v1,${hmac.digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
