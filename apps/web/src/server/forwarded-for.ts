import type { IncomingMessage } from 'node:http'

/**
 * Writes into `X-Forwarded-For` whom this request came from, behind what it says already, as every proxy
 * does. The API believes what we wrote, and what those wrote whom it trusts; a browser's word is worth nothing.
 */
export function addForwardedFor({ headers, socket }: IncomingMessage): void {
  const before = headers['x-forwarded-for']
  headers['x-forwarded-for'] = [before ?? [], socket.remoteAddress ?? []].flat().join(', ')
}
