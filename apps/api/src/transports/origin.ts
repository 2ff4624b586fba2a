import type { IncomingMessage } from 'node:http'

/**
 * Whether a page that opens a WebSocket may. Browsers ask nobody before they open one to another site,
 * but say where the page is from; whoever is not a browser says nothing and is let in.
 */
export function isOriginAllowed(
  { headers }: Pick<IncomingMessage, 'headers'>,
  allowed: readonly string[],
): boolean {
  const { origin, host } = headers
  if (origin === undefined || allowed.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
