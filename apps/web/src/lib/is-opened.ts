/** Says that a script of ours takes parts of the answer into a page that somebody has open. */
export const swapHeader = 'courant-swap'

/**
 * Whether somebody sees the page that is asked for: not for what a browser, or a program in it, fetches ahead or
 * keeps for later, and not for the answer to a form.
 */
export function isOpened({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method !== 'GET') return false
  const purpose = headers.get('sec-purpose') ?? headers.get('purpose') ?? ''
  if (purpose.includes('prefetch')) return false
  // Of a page that comes through a service worker, the mode alone tells.
  const mode = headers.get('sec-fetch-mode')
  return mode === null || mode === 'navigate' || headers.has(swapHeader)
}
