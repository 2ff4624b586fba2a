/**
 * Whether somebody sees the page that is asked for: not for what a browser, or a program in it, fetches ahead,
 * and not for the answer to a form. A script that swaps pages says so by `HX-Request`.
 */
export function isOpened({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method !== 'GET') return false
  const purpose = headers.get('sec-purpose') ?? headers.get('purpose') ?? ''
  if (purpose.includes('prefetch')) return false
  const destination = headers.get('sec-fetch-dest')
  return destination === null || destination === 'document' || headers.has('hx-request')
}
