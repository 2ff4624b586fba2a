/**
 * The Content-Security-Policy of a page. Scripts run by nonce only. The playground's editor sets
 * styles from script, so there, and only there, inline styles are allowed.
 */
export function contentSecurityPolicy(
  pathname: string,
  nonce: string,
  development = false,
): string {
  const inPlayground = pathname === '/playground' || pathname.startsWith('/playground/')
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      // React reconstructs server stacks with eval while developing.
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", inPlayground || development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", ...(inPlayground ? ['data:'] : [])],
    'connect-src': ["'self'"],
    'worker-src': ["'self'", ...(inPlayground ? ['blob:'] : [])],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
}
