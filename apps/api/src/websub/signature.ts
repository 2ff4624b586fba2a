import { createHmac, type Hmac, timingSafeEqual } from 'node:crypto'

/** What WebSub recognizes. Most hubs sign by SHA-1, whose weakness does not touch HMAC. */
const algorithms = new Set(['sha1', 'sha256', 'sha384', 'sha512'])

/** A signature of a body that is hashed as it comes, and so may be larger than what we would keep of it. */
export interface SignatureCheck {
  update(chunk: Uint8Array): void
  /** Takes as long for a wrong one as for the right one. */
  matches(): boolean
}

/**
 * Checks a body against the header `X-Hub-Signature: method=hex`.
 * @returns null for a header that cannot be one
 */
export function checkSignature(header: string | undefined, secret: string): SignatureCheck | null {
  const [, method = '', hex = ''] = /^\s*(\w+)=([0-9a-f]+)\s*$/i.exec(header ?? '') ?? []
  const algorithm = method.toLowerCase()
  if (!algorithms.has(algorithm)) return null
  const hmac: Hmac = createHmac(algorithm, secret)
  const claimed = Buffer.from(hex, 'hex')
  return {
    update: (chunk) => void hmac.update(chunk),
    matches() {
      const actual = hmac.digest()
      return claimed.length === actual.length && timingSafeEqual(claimed, actual)
    },
  }
}
