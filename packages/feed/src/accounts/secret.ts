import { createHash, randomBytes } from 'node:crypto'

/**
 * A text that nobody can guess: 256 random bits.
 * @param mark its beginning, by which people and scanners for leaked secrets recognise it
 */
export function newSecret(mark: string): string {
  return `${mark}${randomBytes(32).toString('base64url')}`
}

/** What is kept of a secret: its SHA-256. With 256 random bits it needs no salt. */
export function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}
